import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { ProjectDisclosures } from '~/disclosures/accountability/project-disclosures'
import { showProjectDisclosures } from '~/disclosures/accountability/show-project-disclosures.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { findProject } from '~/projects/find-project.server'
import { ProjectPage } from '~/projects/project-view'
import { showProject } from '~/projects/show-project.server'
import { PublicPlansPanel } from '~/stewardship/plans/public-plans-panel'
import { showPublicPlans } from '~/stewardship/plans/show-public-plans.server'
import { pageMeta } from '~/ui/page-meta'

/** Of more, the list of all tells. */
const plansShown = 10

export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const today = shanghaiDay(house.now())
  const found = await findProject(house.db, params.key!, today)
  if (!found) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const { campaign } = found.project
  const state = campaign ? (await findCampaign(house.db, campaign))?.state : undefined
  return {
    locale,
    view: showProject(locale, found, today),
    disclosures: await showProjectDisclosures(house.db, locale, params.key!),
    plans: await showPublicPlans(house.db, locale, { project: params.key! }, { limit: plansShown }),
    allPlans: `${pathIn(locale, '/plans')}?project=${params.key}`,
    campaign: state && state !== 'draft' ? pathIn(locale, `/campaigns/${campaign}`) : null,
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.view.name, description: args.data?.view.intro.split('\n')[0] })

export default function ProjectRoute() {
  const { locale, view, campaign, disclosures, plans, allPlans } = useLoaderData<typeof loader>()
  return (
    <ProjectPage view={view} list={pathIn(locale, '/projects')} campaign={campaign}>
      <ProjectDisclosures shown={disclosures} />
      <PublicPlansPanel shown={plans} all={allPlans} />
    </ProjectPage>
  )
}
