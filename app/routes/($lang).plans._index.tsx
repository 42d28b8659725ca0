import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { readQuarter, sayQuarter } from '~/disclosures/statement/quarter'
import { nameFunds } from '~/ledger/name-funds.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { nameProjects } from '~/projects/name-projects.server'
import { PublicPlanTable } from '~/stewardship/plans/public-plan-table'
import { readPlanKey, showPublicPlans } from '~/stewardship/plans/show-public-plans.server'
import { EmptyState } from '~/ui/empty-state'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'

/** Approved plans: all, or `?fund=`, `?project=`, `?period=2024-Q1`. What is not there is 404. */
export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const t = textsIn(locale, 'accountable')
  const asked = (name: string) => searchParams.get(name) || undefined
  const [fund, project, period] = [asked('fund'), asked('project'), asked('period')]
  const ofFund = fund === undefined ? null : (await nameFunds(house.db, [fund]))[fund]
  const ofProject = project === undefined ? null : (await nameProjects(house.db, [project]))[project]
  const quarter = period === undefined ? null : readQuarter(period)
  if (ofFund === undefined || ofProject === undefined || (period && !quarter))
    throw new Response(null, { status: 404 })
  const after = readPlanKey(searchParams.get('after'))
  const shown = await showPublicPlans(
    house.db,
    locale,
    { fund, project, from: quarter?.from, to: quarter?.to },
    { after },
  )
  const named = ofFund ?? ofProject
  const filter = new URLSearchParams()
  for (const [param, value] of Object.entries({ fund, project, period }))
    if (value !== undefined) filter.set(param, value)
  return {
    locale,
    shown,
    title: named
      ? t(ofFund ? 'plans.ofFund' : 'plans.ofProject', { name: inLocale(locale, named) })
      : t('plans.title'),
    lead: t('plans.lead'),
    during: period && t('plans.inPeriod', { quarter: sayQuarter(locale, period) }),
    filter: filter.toString(),
    first: !after,
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, description: args.data?.lead })

export default function PlansPage() {
  const { locale, shown, title, lead, during, filter, first } = useLoaderData<typeof loader>()
  const { words, rows, next } = shown
  const all = pathIn(locale, '/plans')
  const at = (more: string) => `${all}?${[filter, more].filter(Boolean).join('&')}`
  return (
    <div className="page space-y-6">
      <header>
        <h1 className="font-serif text-3xl font-bold">{title}</h1>
        {during && <p className="mt-1 text-lg">{during}</p>}
        <p className="mt-2 max-w-prose text-lg text-soft">{lead}</p>
        {filter && (
          <p>
            <Link to={all} className="link inline-flex min-h-11 items-center">
              {words.all}
            </Link>
          </p>
        )}
      </header>
      {rows.length === 0 ? (
        <EmptyState title={words.none}>{words.noneHint}</EmptyState>
      ) : (
        <PublicPlanTable shown={shown} caption={title} />
      )}
      <Pager
        label={title}
        previous={first ? undefined : { to: at(''), label: words.first }}
        next={next ? { to: at(`after=${encodeURIComponent(next)}`), label: words.next } : undefined}
      />
    </div>
  )
}
