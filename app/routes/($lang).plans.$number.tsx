import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { whichPublished } from '~/disclosures/publication/which-published.server'
import { sayQuarter } from '~/disclosures/statement/quarter'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { findPublicPlan } from '~/stewardship/plans/find-public-plan.server'
import { PublicPlanView } from '~/stewardship/plans/public-plan-view'
import { showPublicPlan } from '~/stewardship/plans/show-public-plan.server'
import { DefinitionList } from '~/ui/definition-list'
import { Icon } from '~/ui/icon'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'

/** A plan as anyone may read it, once it is approved; any other is 404. */
export async function loader({ request, params, context: { house } }: LoaderFunctionArgs) {
  const found = await findPublicPlan(house.db, params.number!)
  if (!found) throw new Response(null, { status: 404 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const plan = await showPublicPlan(house.db, locale, found)
  const { project } = plan
  const published = await whichPublished(
    house.db,
    project ? plan.quarters.map((period) => ({ project: project.key, period })) : [],
  )
  return {
    locale,
    plan,
    notices: plan.quarters
      .filter((period) => published.has(`${project?.key} ${period}`))
      .map((period) => ({
        to: pathIn(locale, `/projects/${project!.key}/disclosures/${period}`),
        label: sayQuarter(locale, period),
      })),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.plan.title, description: args.data?.plan.purpose })

const link = 'link inline-block py-1'

export default function PlanPage() {
  const { locale, plan, notices } = useLoaderData<typeof loader>()
  const { words, project } = plan
  return (
    <div className="page-text space-y-8">
      <header className="space-y-3">
        <p className="-mb-1">
          <Link className="link inline-flex min-h-11 items-center gap-2" to={pathIn(locale, '/plans')}>
            <Icon name="back" size={18} />
            {words.back}
          </Link>
        </p>
        <h1 className="font-serif text-3xl font-bold">{plan.title}</h1>
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Tag tone={plan.closed ? 'done' : 'info'}>{plan.state}</Tag>
          <span className="tabular text-soft">{plan.number}</span>
        </p>
        {plan.purpose && <p className="max-w-prose text-lg">{plan.purpose}</p>}
      </header>
      <Panel id="facts" title={words.facts} tone="sunk">
        <DefinitionList
          items={[
            ...plan.facts.map(([term, detail]) => ({ term, detail })),
            ...(project
              ? [
                  {
                    term: words.project,
                    detail: (
                      <Link to={project.to} className={link}>
                        {project.label}
                      </Link>
                    ),
                  },
                ]
              : []),
            ...notices.map((notice) => ({
              term: words.disclosure,
              detail: (
                <Link to={notice.to} className={link}>
                  {notice.label}
                </Link>
              ),
            })),
          ]}
        />
      </Panel>
      <PublicPlanView plan={plan} />
    </div>
  )
}
