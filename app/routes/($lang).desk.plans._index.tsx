import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { canSomewhere } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { nameFunds } from '~/ledger/name-funds.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { listPlans, listWaitingPlans } from '~/stewardship/plans/list-plans.server'
import { readPlanFilter, readPlanKey, spellPlanKey } from '~/stewardship/plans/plan-filter'
import { PlanList, PlanSearchForm } from '~/stewardship/plans/plan-list'
import { readPlanChoices } from '~/stewardship/plans/read-plan-choices.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Panel } from '~/ui/panel'

export { pageHeaders as headers } from '~/ui/page-headers'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'plan.see', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const filter = readPlanFilter(searchParams)
  const after = readPlanKey(searchParams.get('after'))
  searchParams.delete('after')
  const search = searchParams.toString()
  const { rows, next } = await listPlans(house.db, by, { filter, after, limit: 50 })
  const waiting = after || search ? [] : await listWaitingPlans(house.db, by)
  const slugs = [...rows, ...waiting].flatMap((plan) => plan.funds)
  const funds = await nameFunds(house.db, slugs)
  return data(
    {
      ...{ locale, filter, search, waiting, plans: rows, first: !after, next: next && spellPlanKey(next) },
      title: textsIn(locale, 'plans')('title'),
      names: Object.fromEntries(Object.entries(funds).map(([slug, name]) => [slug, inLocale(locale, name)])),
      choices: await readPlanChoices(house.db, by, locale, 'plan.see'),
      mayFile: canSomewhere(by, 'plan.file'),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function PlansPage() {
  const { locale, title, plans, waiting, names, choices, mayFile, filter, search, first, next } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation('plans')
  const here = pathIn(locale, '/desk/plans')
  const withSearch = (more: string) => `${here}?${[search, more].filter(Boolean).join('&')}`
  const list = { locale, here, names }
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('lead')}
        aside={mayFile && <LinkButton to={`${here}/new`}>{t('toNew')}</LinkButton>}
      />
      {waiting.length > 0 && (
        <Panel id="waiting" title={t('list.waiting')}>
          <PlanList {...list} caption={t('list.waiting')} plans={waiting} />
        </Panel>
      )}
      <PlanSearchForm here={here} filter={filter} {...choices} />
      {plans.length === 0 ? (
        <EmptyState title={t('list.none')}>{t('list.noneHint')}</EmptyState>
      ) : (
        <PlanList {...list} caption={t('title')} plans={plans} />
      )}
      <Pager
        label={t('title')}
        previous={first ? undefined : { to: withSearch(''), label: t('list.first') }}
        next={next ? { to: withSearch(`after=${next}`), label: t('list.next') } : undefined}
      />
      {plans.length > 0 && <ExportLinks to={`${here}/export`} query={search} label={t('list.export')} />}
    </div>
  )
}
