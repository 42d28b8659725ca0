import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { nameCampaigns } from '~/campaigns/name-campaigns.server'
import { findGifts, type GiftCursor } from '~/giving/find-gifts.server'
import { giftChannels, readGiftFilter } from '~/giving/gift-filter'
import { type GiftQuery, readGiftQuery } from '~/giving/gift-query'
import { GiftSearchForm } from '~/giving/gift-search-form'
import { GiftStateTag } from '~/giving/gift-state-tag'
import { canSomewhere, reachOf } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { formatFen } from '~/money/fen'
import { formatInstant } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { Money } from '~/ui/money'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Table } from '~/ui/table'

const pageSize = 50
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** `<instant>,<id>` and, in a search by name, `,<name>`. */
function readCursor(text: string | null, query: GiftQuery | null): GiftCursor | undefined {
  const [at = '', id = '', ...name] = (text ?? '').split(',')
  const createdAt = new Date(Number(at))
  if (!/^\d{1,13}$/.test(at) || Number.isNaN(createdAt.getTime()) || !uuid.test(id)) return undefined
  if (query?.by !== 'name') return { createdAt, id }
  return name.length ? { createdAt, id, name: name.join(',') } : undefined
}
const cursorText = ({ createdAt, id, name }: GiftCursor) =>
  [createdAt.getTime(), id, ...(name === undefined ? [] : [name])].join(',')

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'gift.see', 'somewhere')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const reach = reachOf(actor, 'gift.see', 'campaign')
  const typed = (searchParams.get('q') ?? '').slice(0, 200)
  const read = readGiftQuery(typed)
  const mistyped = read === 'number-mistyped'
  const query = mistyped ? null : read
  const filter = readGiftFilter(searchParams)
  const after = readCursor(searchParams.get('after'), query)
  const campaigns = await nameCampaigns(house.db, reach)
  const { gifts, next } = mistyped
    ? { gifts: [], next: null }
    : await findGifts(house.db, { reach, query, filter, after, limit: pageSize })
  searchParams.delete('after')
  return data(
    {
      locale,
      title: textsIn(locale, 'gifts')('title'),
      typed,
      mistyped,
      by: query && { kind: query.by, amount: query.by === 'amount' ? formatFen(query.fen) : '' },
      filter,
      campaigns,
      gifts: gifts.map(({ contactEmail: _contactEmail, ...gift }) => gift),
      search: searchParams.toString(),
      next: next && cursorText(next),
      first: !after,
      mayExport: canSomewhere(actor, 'gift.export'),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function GiftsPage() {
  const { locale, typed, mistyped, by, filter, campaigns, gifts, search, next, first, mayExport } =
    useLoaderData<typeof loader>()
  const { t } = useTranslation('gifts')
  const here = pathIn(locale, '/desk/gifts')
  const names = new Map(campaigns.map((campaign) => [campaign.slug, inLocale(locale, campaign)]))
  const known = (channel: string | null) => giftChannels.find((one) => one === channel) ?? 'none'
  const withSearch = (more: string) => `${here}?${[search, more].filter(Boolean).join('&')}`
  return (
    <div className="space-y-6">
      <header>
        <h1 className="font-serif text-2xl font-bold">{t('title')}</h1>
        <p className="mt-1 text-soft">{t('lead')}</p>
      </header>
      <GiftSearchForm
        locale={locale}
        here={here}
        typed={typed}
        error={mistyped ? 'number-mistyped' : undefined}
        filter={filter}
        campaigns={campaigns}
      />
      {by && (
        <p role="status" className="text-soft">
          {t(`by.${by.kind}`, { amount: by.amount })}
        </p>
      )}
      {gifts.length === 0 ? (
        !mistyped && <EmptyState title={t('list.none')}>{t('list.noneHint')}</EmptyState>
      ) : (
        <Table
          caption={t('list.caption')}
          captionHidden
          rows={gifts}
          rowKey={(g) => g.id}
          columns={[
            {
              id: 'gift',
              header: t('list.gift'),
              rowHeader: true,
              cell: (g) => (
                <>
                  <Link className="link inline-flex min-h-11 items-center" to={`${here}/${g.id}`}>
                    {g.donorName || t('list.anonymous')}
                  </Link>
                  <span className="tabular block text-sm font-normal text-soft">
                    {g.number ?? `${g.id.slice(0, 8)}…`}
                  </span>
                  <span className="block text-sm font-normal text-soft sm:hidden">
                    {names.get(g.campaign)} · {formatInstant(locale, g.createdAt)}
                  </span>
                </>
              ),
            },
            {
              id: 'campaign',
              header: t('list.campaign'),
              wideOnly: true,
              cell: (g) => names.get(g.campaign) ?? g.campaign,
            },
            {
              id: 'started',
              header: t('list.started'),
              wideOnly: true,
              noWrap: true,
              cell: (g) => <span className="tabular">{formatInstant(locale, g.createdAt)}</span>,
            },
            {
              id: 'channel',
              header: t('list.channel'),
              wideOnly: true,
              noWrap: true,
              cell: (g) => t(`channel.${known(g.channel)}`),
            },
            {
              id: 'state',
              header: t('list.state'),
              noWrap: true,
              cell: (g) => <GiftStateTag state={g.state} refunded={g.refunded} refundedFen={g.refundedFen} />,
            },
            {
              id: 'amount',
              header: t('list.amount'),
              align: 'end',
              cell: (g) => (
                <>
                  <Money fen={g.amountFen} className="font-semibold" />
                  {g.feeCoverFen > 0n && (
                    <span className="block text-sm text-soft">
                      {t('list.withFee', { amount: formatFen(g.amountFen + g.feeCoverFen) })}
                    </span>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
      <Pager
        label={t('list.caption')}
        previous={first ? undefined : { to: withSearch(''), label: t('list.first') }}
        next={
          next ? { to: withSearch(`after=${encodeURIComponent(next)}`), label: t('list.next') } : undefined
        }
      />
      {mayExport && gifts.length > 0 && (
        <ExportLinks to={`${here}/export`} query={search} label={t('list.export')} />
      )}
    </div>
  )
}
