import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatCount, formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Money } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import type { StatementPlan } from './statement-plan'

/** A plan as it travels to the browser. */
export type ShownPlan = Omit<StatementPlan, 'layout'>

/** What keeping a statement would do: counts, sums, whether it adds up, and the first lines. */
export function StatementPlanView({ locale, plan }: { locale: Locale; plan: ShownPlan }) {
  const { t } = useTranslation('bank')
  const sums = [
    [t('import.count.new'), formatCount(plan.newLines)],
    [t('import.count.known'), formatCount(plan.knownLines)],
    [`${t('import.count.credits')} (${formatCount(plan.newCredits)})`, formatFen(plan.newCreditFen)],
    [`${t('import.count.debits')} (${formatCount(plan.newDebits)})`, formatFen(plan.newDebitFen)],
    ...(plan.openingFen === null ? [] : [[t('import.opens'), formatFen(plan.openingFen)]]),
    ...(plan.closingFen === null ? [] : [[t('import.closes'), formatFen(plan.closingFen)]]),
  ]
  const proven = plan.openingFen !== null && plan.closingFen !== null
  return (
    <div className="space-y-4">
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {sums.map(([term, detail]) => (
          <div key={term}>
            <dt className="text-sm text-soft">{term}</dt>
            <dd className="tabular text-xl font-semibold">{detail}</dd>
          </div>
        ))}
      </dl>
      <p className="text-soft">{t(proven ? 'import.sumRight' : 'import.sumUnknown')}</p>
      {plan.gap && (
        <Notice
          kind="attention"
          title={t('import.gap', {
            day: formatDay(locale, plan.gap.day),
            amount: formatFen(plan.gap.closingFen),
          })}
        />
      )}
      <Table
        caption={t('import.rows', { n: formatCount(plan.shown.length) })}
        rows={plan.shown}
        rowKey={(line) => `${line.line} ${line.bankRef} ${line.day}`}
        columns={[
          {
            id: 'day',
            header: t('line.day'),
            rowHeader: true,
            noWrap: true,
            cell: (l) => formatDay(locale, l.day),
          },
          {
            id: 'who',
            header: t('line.counterparty'),
            cell: (l) => (
              <>
                {l.counterparty || t('lines.unnamed')}
                <span className="block text-sm text-soft [overflow-wrap:anywhere]">{l.remark}</span>
              </>
            ),
          },
          { id: 'amount', header: t('line.amount'), align: 'end', cell: (l) => <Money fen={l.amountFen} /> },
          {
            id: 'verdict',
            header: t('import.what'),
            cell: (l) => (
              <Tag tone={l.verdict === 'new' ? 'done' : 'neutral'}>{t(`import.verdict.${l.verdict}`)}</Tag>
            ),
          },
        ]}
      />
    </div>
  )
}
