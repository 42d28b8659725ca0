import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import { readGoodsFilter } from '~/giving/goods'
import { GoodsList, GoodsSearchForm } from '~/giving/goods-list'
import { readBatchKey, spellBatchKey } from '~/giving/list-batches.server'
import { listGoods, sumGoods } from '~/giving/list-goods.server'
import { canSomewhere } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { nameFunds } from '~/ledger/name-funds.server'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'

export { pageHeaders as headers } from '~/ui/page-headers'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'goods.see', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const filter = readGoodsFilter(searchParams)
  const after = readBatchKey(searchParams.get('after'))
  const { rows, next } = await listGoods(house.db, by, { filter, after, limit: 50 })
  const campaigns = await nameCampaigns(
    house.db,
    rows.flatMap((g) => g.campaign ?? []),
  )
  const funds = await nameFunds(
    house.db,
    rows.map((g) => g.fund),
  )
  searchParams.delete('after')
  return data(
    {
      ...{ locale, filter, goods: rows, first: !after, next: next && spellBatchKey(next) },
      title: textsIn(locale, 'goods')('title'),
      names: Object.fromEntries([
        ...Object.entries(funds).map(([slug, name]) => [slug, inLocale(locale, name)]),
        ...campaigns.map((c) => [c.slug, inLocale(locale, c)]),
      ]),
      sums: await sumGoods(house.db, by),
      mayEnter: canSomewhere(by, 'goods.enter'),
      search: searchParams.toString(),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function GoodsListPage() {
  const { locale, title, goods, names, sums, mayEnter, filter, search, first, next } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation('goods')
  const here = pathIn(locale, '/desk/goods')
  const withSearch = (more: string) => `${here}?${[search, more].filter(Boolean).join('&')}`
  const [received, given] = [BigInt(sums.receivedFen), BigInt(sums.givenFen)]
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
            ['received', received],
            ['given', given],
            ['onHand', received - given],
          ] as const
        ).map(([what, fen]) => (
          <div key={what}>
            <dt className="text-sm text-soft">{t(`sum.${what}`)}</dt>
            <dd className="tabular text-2xl font-semibold">
              <Money fen={fen} />
            </dd>
          </div>
        ))}
      </dl>
      <GoodsSearchForm here={here} filter={filter} />
      {goods.length === 0 ? (
        <EmptyState title={t('list.none')}>{t('list.noneHint')}</EmptyState>
      ) : (
        <GoodsList locale={locale} here={here} goods={goods} names={names} />
      )}
      <Pager
        label={t('list.caption')}
        previous={first ? undefined : { to: withSearch(''), label: t('list.first') }}
        next={next ? { to: withSearch(`after=${next}`), label: t('list.next') } : undefined}
      />
      {goods.length > 0 && <ExportLinks to={`${here}/export`} query={search} label={t('list.export')} />}
    </div>
  )
}
