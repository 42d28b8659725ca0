import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { readBatchKey, spellBatchKey } from '~/giving/list-batches.server'
import { canSomewhere } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { nameFunds } from '~/ledger/name-funds.server'
import { shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { readAssistanceFilter } from '~/stewardship/assistance/assistance'
import { AssistanceList, AssistanceSearchForm } from '~/stewardship/assistance/assistance-list'
import { listAssistance } from '~/stewardship/assistance/list-assistance.server'
import { sumAssistance } from '~/stewardship/assistance/sum-assistance.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'

export { pageHeaders as headers } from '~/ui/page-headers'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'assistance.see', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const filter = readAssistanceFilter(searchParams)
  const after = readBatchKey(searchParams.get('after'))
  const { rows, next } = await listAssistance(house.db, by, { filter, after, limit: 50 })
  const funds = await nameFunds(
    house.db,
    rows.map((b) => b.fund),
  )
  searchParams.delete('after')
  return data(
    {
      ...{ locale, filter, batches: rows, first: !after, next: next && spellBatchKey(next) },
      title: textsIn(locale, 'assistance')('title'),
      names: Object.fromEntries(Object.entries(funds).map(([slug, name]) => [slug, inLocale(locale, name)])),
      sums: await sumAssistance(house.db, by, shanghaiDay(house.now())),
      mayEnter: canSomewhere(by, 'assistance.enter'),
      search: searchParams.toString(),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function AssistanceListPage() {
  const { locale, title, batches, names, sums, mayEnter, filter, search, first, next } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation('assistance')
  const here = pathIn(locale, '/desk/assistance')
  const withSearch = (more: string) => `${here}?${[search, more].filter(Boolean).join('&')}`
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('lead')}
        aside={mayEnter && <LinkButton to={`${here}/new`}>{t('toNew')}</LinkButton>}
      />
      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        {(
          [
            ['cases', sums.cases],
            ['amount', <Money key="fen" fen={sums.amountFen} />],
            ['waiting', sums.waiting],
          ] as const
        ).map(([what, figure]) => (
          <div key={what}>
            <dt className="text-sm text-soft">{t(`sum.${what}`)}</dt>
            <dd className="tabular text-2xl font-semibold">{figure}</dd>
          </div>
        ))}
      </dl>
      <AssistanceSearchForm here={here} filter={filter} />
      {batches.length === 0 ? (
        <EmptyState title={t('list.none')}>{t('list.noneHint')}</EmptyState>
      ) : (
        <AssistanceList locale={locale} here={here} batches={batches} names={names} />
      )}
      <Pager
        label={t('list.caption')}
        previous={first ? undefined : { to: withSearch(''), label: t('list.first') }}
        next={next ? { to: withSearch(`after=${next}`), label: t('list.next') } : undefined}
      />
      {batches.length > 0 && <ExportLinks to={`${here}/export`} query={search} label={t('list.export')} />}
    </div>
  )
}
