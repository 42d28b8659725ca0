import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { shanghaiDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { findProject } from '~/projects/find-project.server'
import { ProjectPage } from '~/projects/project-view'
import { showProject } from '~/projects/show-project.server'
import { pageMeta } from '~/ui/page-meta'

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
    campaign: state && state !== 'draft' ? pathIn(locale, `/campaigns/${campaign}`) : null,
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.view.name, description: args.data?.view.intro.split('\n')[0] })

export default function ProjectRoute() {
  const { locale, view, campaign } = useLoaderData<typeof loader>()
  return <ProjectPage view={view} list={pathIn(locale, '/projects')} campaign={campaign} />
}
