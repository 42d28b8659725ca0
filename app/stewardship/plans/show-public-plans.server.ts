import { nameFunds } from '~/ledger/name-funds.server'
import { formatDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { textsIn, wordsIn } from '~/platform/texts.server'
import { listPublicPlans, type PublicPlanKey } from './list-public-plans.server'

const pageSize = 50

/** `2024-03-12_SY-2024-0001`: where the page before ended, as our own link names it. */
export function readPlanKey(text: string | null): PublicPlanKey | undefined {
  const [, approvedOn, number] = /^(\d{4}-\d\d-\d\d)_([\w-]{1,40})$/.exec(text ?? '') ?? []
  return approvedOn && number && !Number.isNaN(Date.parse(approvedOn)) ? { approvedOn, number } : undefined
}

/** A page of approved plans with its words, as the public lists them: of a fund, of a project, of a period, or all. */
export async function showPublicPlans(
  sql: Sql,
  locale: Locale,
  of: Parameters<typeof listPublicPlans>[1],
  { after, limit = pageSize }: { after?: PublicPlanKey; limit?: number } = {},
) {
  const t = textsIn(locale, 'accountable')
  const { rows, next } = await listPublicPlans(sql, of, { after, limit })
  const names = await nameFunds(
    sql,
    rows.flatMap((row) => row.funds ?? []),
  )
  return {
    words: wordsIn(locale, 'accountable', [
      ...(['plans.title', 'plans.none', 'plans.noneHint', 'plans.what', 'plans.approvedOn'] as const),
      ...(['plans.amount', 'plans.paid', 'plans.first', 'plans.next', 'plans.all'] as const),
    ]),
    rows: rows.map((row) => ({
      number: row.number,
      to: pathIn(locale, `/plans/${row.number}`),
      title: inLocale(locale, { zh: row.titleZh, en: row.titleEn || row.titleZh }),
      funds: (row.funds ?? [])
        .map((fund) => (names[fund] ? inLocale(locale, names[fund]) : fund))
        .join(locale === 'en' ? ', ' : '、'),
      day: formatDay(locale, row.approvedOn),
      state: t(`plan.state.${row.state}`),
      amountFen: row.amountFen,
      paidFen: row.paidFen,
    })),
    next: next && `${next.approvedOn}_${next.number}`,
  }
}
export type PublicPlansShown = Awaited<ReturnType<typeof showPublicPlans>>
