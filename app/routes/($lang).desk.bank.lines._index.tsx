import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { indexPledges, matchBankLines } from '~/giving/match-bank-lines.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { formatFen } from '~/money/fen'
import { lineViews } from '~/payments/bank/line-views'
import { listBankLines } from '~/payments/bank/list-bank-lines.server'
import { amountsOfPayouts } from '~/payments/list-open-payouts.server'
import { formatCount, formatDay, isDay } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { Button } from '~/ui/button'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { ExportLinks } from '~/ui/desk/export-links'
import { EmptyState } from '~/ui/empty-state'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Pager } from '~/ui/pager'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'bank.see')
  const { pathname, searchParams } = new URL(request.url)
  const locale = localeOfPath(pathname)
  const view = lineViews.find((one) => one === searchParams.get('view')) ?? 'unmatched'
  const [day = '', id = ''] = (searchParams.get('after') ?? '').split('_')
  const after = isDay(day) && /^[0-9a-f-]{36}$/.test(id) ? { day, id } : undefined
  const { lines, next } = await listBankLines(house.db, { view, after })
  const index = lines.some((line) => line.openFen > 0n) ? await indexPledges(house.db) : null
  const open = lines.filter((line) => line.openFen > 0n).map((line) => line.openFen)
  const payouts = await amountsOfPayouts(house.db, open)
  const suggested = lines.map((line) => {
    const suggestion = index && line.openFen > 0n ? index.suggest(line) : null
    const units = new Set(suggestion?.parts.map(({ pledgeId }) => index!.find(pledgeId)!.unitName))
    const payout = line.openFen > 0n && payouts.has(line.openFen) ? ('payout' as const) : null
    return { ...line, reason: suggestion?.reason ?? payout, units: [...units].join(' · ') }
  })
  return data(
    {
      locale,
      title: textsIn(locale, 'bank')('lines.title'),
      view,
      lines: suggested,
      next: next && `${next.day}_${next.id}`,
      first: !after,
      mayChange: can(actor, 'bank.change'),
    },
    { headers: { 'Cache-Control': 'private, no-store' } },
  )
}

/** Matches what leaves nothing open. */
export async function action({ request, context: { house, address } }: ActionFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'bank.change')
  const done = await matchBankLines(house.db, by)
  if (!done.ok) throw new Response(null, { status: 404 })
  return { looked: done.looked, matched: done.matched }
}

export { pageHeaders as headers } from '~/ui/page-headers'

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function BankLinesPage() {
  const { locale, title, view, lines, next, first, mayChange } = useLoaderData<typeof loader>()
  const { t } = useTranslation('bank')
  const answer = useActionData<typeof action>()
  const pending = useNavigation().state !== 'idle'
  const here = pathIn(locale, '/desk/bank/lines')
  const query = view === 'unmatched' ? '' : `view=${view}`
  const withQuery = (more: string) => `${here}?${[query, more].filter(Boolean).join('&')}`
  return (
    <div className="space-y-6">
      <DeskHeading
        title={title}
        lead={t('lines.lead')}
        back={{ to: pathIn(locale, '/desk/bank'), label: t('title') }}
      />
      {answer && (
        <Notice
          kind="done"
          live
          title={t('lines.autoDone', {
            looked: formatCount(answer.looked),
            matched: formatCount(answer.matched),
          })}
        />
      )}
      <nav aria-label={t('lines.caption')} className="flex flex-wrap gap-x-5">
        {lineViews.map((one) => (
          <Link
            key={one}
            to={one === 'unmatched' ? here : `${here}?view=${one}`}
            aria-current={one === view ? 'page' : undefined}
            className="link inline-flex min-h-11 items-center aria-[current]:font-bold aria-[current]:no-underline"
          >
            {t(`lines.view.${one}`)}
          </Link>
        ))}
      </nav>
      {mayChange && view === 'unmatched' && lines.length > 0 && (
        <Form method="post" action={`${here}?index`}>
          <Button type="submit" variant="secondary" pending={pending}>
            {t('lines.auto')}
          </Button>
          <p className="mt-1 max-w-prose text-sm text-soft">{t('lines.autoHint')}</p>
        </Form>
      )}
      {lines.length === 0 ? (
        <EmptyState title={t(view === 'unmatched' ? 'lines.none' : 'lines.noneAll')}>
          {view === 'unmatched' && t('lines.noneHint')}
        </EmptyState>
      ) : (
        <Table
          caption={t('lines.caption')}
          captionHidden
          rows={lines}
          rowKey={(line) => line.id}
          columns={[
            {
              id: 'who',
              header: t('line.counterparty'),
              rowHeader: true,
              cell: (line) => (
                <>
                  <Link className="link inline-flex min-h-11 items-center" to={`${here}/${line.id}`}>
                    {line.counterparty || t('lines.unnamed')}
                  </Link>
                  <span className="block text-sm font-normal text-soft [overflow-wrap:anywhere]">
                    {formatDay(locale, line.day)} {line.remark && `· ${line.remark}`}
                  </span>
                </>
              ),
            },
            {
              id: 'state',
              header: t('lines.suggest'),
              cell: (line) =>
                line.amountFen < 0n ? (
                  <Tag>{t('lines.debit')}</Tag>
                ) : line.openFen === 0n ? (
                  <Tag tone="done">{t('lines.matched')}</Tag>
                ) : line.reason ? (
                  <>
                    {line.units}
                    <span className="block text-sm text-soft">{t(`reason.${line.reason}`)}</span>
                  </>
                ) : (
                  <span className="text-soft">{t('lines.nothing')}</span>
                ),
            },
            {
              id: 'amount',
              header: t('line.amount'),
              align: 'end',
              cell: (line) => (
                <>
                  <Money fen={line.amountFen} className="font-semibold" />
                  {line.openFen > 0n && line.openFen < line.amountFen && (
                    <span className="block text-sm text-soft">
                      {t('lines.partly', { amount: formatFen(line.openFen) })}
                    </span>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
      <Pager
        label={t('lines.caption')}
        previous={first ? undefined : { to: withQuery(''), label: t('lines.first') }}
        next={next ? { to: withQuery(`after=${next}`), label: t('lines.next') } : undefined}
      />
      {lines.length > 0 && <ExportLinks to={`${here}/export`} query={query} label={t('lines.export')} />}
    </div>
  )
}
