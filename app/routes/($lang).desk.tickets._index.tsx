import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { countTickets, listTickets } from '~/giving/list-tickets.server'
import { readTicketFilter } from '~/giving/ticket-filter'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { formatFen } from '~/money/fen'
import { formatCount, formatDay, shanghaiDay } from '~/platform/dates'
import { inLocale, localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { wholeNumber } from '~/platform/whole-number'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { SelectField } from '~/ui/desk/select-field'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'

export { pageHeaders as headers } from '~/ui/page-headers'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'ticket.see')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const filter = readTicketFilter(searchParams)
  const after = wholeNumber(searchParams.get('after')) ?? undefined
  const [{ rows, next }, counts] = await Promise.all([
    listTickets(house.db, { filter, after, limit: 50 }),
    countTickets(house.db, filter.year),
  ])
  const imported = Number(/^\d{1,5}$/.exec(searchParams.get('imported') ?? '')?.[0] ?? 0)
  const search = new URLSearchParams({
    ...(filter.year && { year: String(filter.year) }),
    ...(filter.has !== 'all' && { has: filter.has }),
  }).toString()
  return data(
    {
      ...{ locale, filter, counts, imported, search, first: !after, next: next && String(next) },
      title: textsIn(locale, 'year')('tickets.title'),
      // Names are for the tickets' file; the list needs none.
      rows: rows.map(({ donorName: _name, serial: _serial, ...row }) => row),
      thisYear: Number(shanghaiDay(house.now()).slice(0, 4)),
      mayImport: can(by, 'ticket.import'),
      mayOpen: can(by, 'gift.see'),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function TicketsPage() {
  const { locale, title, filter, rows, counts, search, next, first, ...may } = useLoaderData<typeof loader>()
  const { t } = useTranslation('year')
  const here = pathIn(locale, '/desk/tickets')
  const years = Array.from({ length: 10 }, (_, back) => String(may.thisYear - back))
  const withSearch = (more: string) => `${here}?${[search, more].filter(Boolean).join('&')}`
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={<span className="block max-w-prose">{t('tickets.lead')}</span>}
        aside={may.mayImport && <LinkButton to={`${here}/import`}>{t('tickets.import')}</LinkButton>}
      />
      {may.imported > 0 && (
        <Notice
          kind="done"
          live
          title={t('tickets.imported', { count: may.imported, n: formatCount(may.imported) })}
        />
      )}
      <Form
        key={search}
        method="get"
        action={here}
        className="grid items-end gap-3 sm:grid-cols-[repeat(2,minmax(0,14rem))_auto]"
      >
        <SelectField
          name="year"
          label={t('tickets.year')}
          emptyLabel={t('tickets.allYears')}
          defaultValue={filter.year ? String(filter.year) : ''}
          options={years.map((value) => ({ value, label: value }))}
        />
        <SelectField
          name="has"
          label={t('tickets.has')}
          defaultValue={filter.has}
          options={(['all', 'missing', 'recorded'] as const).map((value) => ({
            value,
            label: t(`tickets.filter.${value}`),
          }))}
        />
        <div>
          <Button variant="secondary">{t('tickets.show')}</Button>
        </div>
      </Form>
      <p role="status" className="tabular text-soft">
        {t('tickets.counts', {
          count: counts.missing,
          n: formatCount(counts.missing),
          recorded: formatCount(counts.recorded),
        })}
      </p>
      {rows.length === 0 ? (
        <EmptyState title={t(filter.has === 'missing' ? 'tickets.noneMissing' : 'tickets.none')} />
      ) : (
        <Table
          caption={title}
          captionHidden
          rows={rows}
          rowKey={(row) => row.giftId}
          columns={[
            {
              id: 'gift',
              header: t('tickets.column.gift'),
              rowHeader: true,
              cell: (row) => (
                <>
                  {may.mayOpen ? (
                    <Link
                      className="link tabular inline-flex min-h-11 items-center"
                      to={pathIn(locale, `/desk/gifts/${row.giftId}`)}
                    >
                      {row.number}
                    </Link>
                  ) : (
                    <span className="tabular">{row.number}</span>
                  )}
                  <span className="block text-sm font-normal text-soft">
                    {inLocale(locale, { zh: row.campaignZh, en: row.campaignEn })}
                  </span>
                </>
              ),
            },
            {
              id: 'paid',
              header: t('tickets.paidOn'),
              wideOnly: true,
              noWrap: true,
              cell: (row) => formatDay(locale, row.paidOn),
            },
            {
              id: 'ticket',
              header: t('tickets.has'),
              cell: (row) =>
                row.ticket === null ? (
                  <Tag tone="pending">{t('tickets.missing')}</Tag>
                ) : (
                  <span className="tabular [overflow-wrap:anywhere]">
                    {[row.code, row.ticket].filter(Boolean).join(' ')}
                  </span>
                ),
            },
            {
              id: 'amount',
              header: t('tickets.column.amount'),
              align: 'end',
              cell: (row) => (
                <>
                  <Money fen={row.amountFen} className="font-semibold" />
                  {row.refundedFen > 0n && (
                    <span className="block text-sm text-soft">
                      {t('tickets.refunded')} {formatFen(row.refundedFen)}
                    </span>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
      <Pager
        label={title}
        previous={first ? undefined : { to: withSearch(''), label: t('tickets.first') }}
        next={next ? { to: withSearch(`after=${next}`), label: t('tickets.next') } : undefined}
      />
      {rows.length > 0 && <ExportLinks to={`${here}/export`} query={search} label={t('tickets.export')} />}
    </div>
  )
}
