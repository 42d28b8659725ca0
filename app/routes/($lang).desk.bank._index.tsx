import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listRefundsToPay } from '~/giving/list-refunds-to-pay.server'
import { can } from '~/identity/can'
import { enter } from '~/identity/enter.server'
import { formatFen } from '~/money/fen'
import { listBankAccounts } from '~/payments/bank/find-bank-account.server'
import { readBankState } from '~/payments/bank/read-bank-state.server'
import { formatCount, formatDay, formatInstant } from '~/platform/dates'
import { localeOfPath, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { DeskHeading } from '~/ui/desk/desk-heading'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { pageMeta } from '~/ui/page-meta'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'

export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const actor = await enter(house.identity, { request, address }, 'bank.see')
  const locale = localeOfPath(new URL(request.url).pathname)
  const [accounts, state] = await Promise.all([listBankAccounts(house.db), readBankState(house.db)])
  return {
    locale,
    title: textsIn(locale, 'bank')('title'),
    accounts,
    state,
    mayChange: can(actor, 'bank.change'),
    toPay: await listRefundsToPay(house.db),
  }
}

export const meta: MetaFunction<typeof loader> = (args) =>
  pageMeta(args, { title: args.data?.title, unlisted: true })

export default function BankPage() {
  const { locale, accounts, state, mayChange, toPay } = useLoaderData<typeof loader>()
  const { t } = useTranslation('bank')
  const here = pathIn(locale, '/desk/bank')
  const difference = BigInt(state.unmatchedFen) - BigInt(state.suspenseFen)
  const agrees = difference === 0n
  return (
    <div className="space-y-6">
      <DeskHeading
        title={t('title')}
        lead={t('lead')}
        aside={
          <>
            {mayChange && accounts.length > 0 && (
              <LinkButton to={`${here}/import`}>{t('toImport')}</LinkButton>
            )}
            <LinkButton variant="secondary" to={`${here}/lines`}>
              {t('toLines')}
            </LinkButton>
          </>
        }
      />
      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        <div>
          <dt className="text-sm text-soft">{t('state.unmatched')}</dt>
          <dd className="text-2xl font-semibold">
            <Money fen={state.unmatchedFen} />
          </dd>
          <dd className="text-sm text-soft">{t('state.lines', { n: formatCount(state.unmatched) })}</dd>
        </div>
        <div>
          <dt className="text-sm text-soft">{t('state.suspense')}</dt>
          <dd className="text-2xl font-semibold">
            <Money fen={state.suspenseFen} />
          </dd>
          {agrees && <dd className="text-sm text-soft">{t('state.agrees')}</dd>}
        </div>
      </dl>
      {!agrees && <Notice kind="refused">{t('state.differs', { amount: formatFen(difference) })}</Notice>}
      {toPay.length > 0 && (
        <Panel id="to-pay" title={t('toPay.title')}>
          <p className="text-soft">{t('toPay.text')}</p>
          <ul className="divide-y divide-line">
            {toPay.map((refund) => (
              <li key={refund.id} className="flex flex-wrap items-baseline justify-between gap-x-6 py-2">
                <Link
                  className="link inline-flex min-h-11 items-center"
                  to={pathIn(locale, `/desk/gifts/${refund.giftId}#pay-${refund.id}`)}
                >
                  {t('toPay.by', { name: refund.askedName, at: formatInstant(locale, refund.askedAt) })}
                </Link>
                <Money fen={refund.amountFen} className="font-semibold" />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel id="accounts" title={t('accounts')}>
        {accounts.length === 0 ? (
          <p className="text-soft">{t('noAccount')}</p>
        ) : (
          <ul className="divide-y divide-line">
            {accounts.map((account) => (
              <li
                key={account.id}
                className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3"
              >
                <span>
                  <strong>{account.name}</strong> · {account.bank}
                  <code className="block text-sm text-soft [overflow-wrap:anywhere]">{account.number}</code>
                </span>
                <span className="flex flex-wrap items-baseline gap-x-4 text-sm text-soft">
                  {t(account.layout ? 'layoutKnown' : 'layoutUnknown')}
                  {mayChange && (
                    <Link
                      className="link inline-flex min-h-11 items-center"
                      to={`${here}/accounts/${account.id}`}
                      aria-label={`${t('editAccount')} · ${account.name}`}
                    >
                      {t('editAccount')}
                    </Link>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
        {mayChange && (
          <div className="mt-4">
            <LinkButton variant={accounts.length === 0 ? 'primary' : 'secondary'} to={`${here}/accounts/new`}>
              {t('addAccount')}
            </LinkButton>
          </div>
        )}
      </Panel>
      <Panel id="statements" title={t('statements')}>
        {state.statements.length === 0 ? (
          <EmptyState title={t('noStatement')} />
        ) : (
          <Table
            caption={t('statements')}
            captionHidden
            rows={state.statements}
            rowKey={(s) => s.id}
            columns={[
              {
                id: 'file',
                header: t('statement.file'),
                rowHeader: true,
                cell: (s) => (
                  <>
                    <span className="[overflow-wrap:anywhere]">{s.fileName}</span>
                    <span className="block text-sm font-normal text-soft">
                      {s.account} · {t(`format.${s.format}`)}
                    </span>
                  </>
                ),
              },
              {
                id: 'days',
                header: t('statement.days'),
                cell: (s) =>
                  s.fromDay === s.toDay
                    ? formatDay(locale, s.fromDay)
                    : `${formatDay(locale, s.fromDay)} – ${formatDay(locale, s.toDay)}`,
              },
              {
                id: 'lines',
                header: t('statement.lines'),
                cell: (s) =>
                  t('statement.linesOf', { lines: formatCount(s.lines), new: formatCount(s.newLines) }),
              },
              {
                id: 'closing',
                header: t('statement.closing'),
                align: 'end',
                cell: (s) => (s.closingFen === null ? t('statement.unknown') : <Money fen={s.closingFen} />),
              },
              {
                id: 'at',
                header: t('statement.at'),
                wideOnly: true,
                noWrap: true,
                cell: (s) => formatInstant(locale, s.importedAt),
              },
            ]}
          />
        )}
      </Panel>
    </div>
  )
}
