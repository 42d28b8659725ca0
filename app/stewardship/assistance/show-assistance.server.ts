import { type Day, formatCount, formatDay, formatMonth } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { inLocale, type Locale } from '~/platform/i18n'
import { textsIn, wordsIn } from '~/platform/texts.server'
import { daysOfQuarter, listPaidQuarters, type PublicCell, readPublicSums } from './read-public-sums.server'

const wordKeys = [
  ...([
    'public.quarter',
    'public.show',
    'public.category',
    'public.cases',
    'public.amount',
    'public.all',
  ] as const),
  ...(['public.none', 'public.months', 'public.monthsLead', 'public.hidden', 'public.notByMonth'] as const),
] as const

/**
 * A quarter's assistance for a public page; its few words travel with its data, whose scripts are weighed. `quarter` null, unknown or not over: the
 * newest in which something was paid. Null when nothing ever was.
 */
export async function showAssistance(
  sql: Sql,
  locale: Locale,
  project: string,
  asked: { quarter: string | null; today: Day },
) {
  const quarters = await listPaidQuarters(sql, project, asked.today)
  const shown = quarters.find((one) => one === asked.quarter) ?? quarters[0]
  const period = shown && daysOfQuarter(shown)
  if (!shown || !period) return null
  const t = textsIn(locale, 'assistance')
  const sums = await readPublicSums(sql, project, period)
  const say = (cell: PublicCell) => cell && { cases: formatCount(cell.cases), amountFen: cell.amountFen }
  const names = new Map(sums.byCategory.map((c) => [c.key, inLocale(locale, { zh: c.nameZh, en: c.nameEn })]))
  return {
    words: wordsIn(locale, 'assistance', wordKeys),
    quarters: quarters.map((value) => {
      const [year, q] = value.split('-Q')
      return { value, label: t('public.quarterName', { year, q }) }
    }),
    quarter: shown,
    period: t('public.period', { from: formatDay(locale, period.from), to: formatDay(locale, period.to) }),
    said: t('count.cases', { count: sums.cases, n: formatCount(sums.cases) }),
    ledger: t(sums.ledgerFen === sums.amountFen ? 'public.ledger' : 'public.ledgerWaits'),
    cases: formatCount(sums.cases),
    amountFen: sums.amountFen,
    categories: sums.byCategory
      .filter((c) => c.cases !== 0)
      .map((c) => ({
        key: c.key,
        name: names.get(c.key)!,
        cases: formatCount(c.cases),
        amountFen: c.amountFen,
      })),
    crossing: sums.crossing && {
      months: sums.crossing.months.map((month) => {
        const [y, m] = month.split('-').map(Number) as [number, number]
        return { key: month, label: formatMonth(locale, y, m) }
      }),
      rows: sums.crossing.rows.map(({ category, cells }) => ({
        key: category,
        name: names.get(category)!,
        cells: cells.map(say),
      })),
      sums: sums.crossing.sums.map(say),
    },
  }
}
export type AssistanceShown = NonNullable<Awaited<ReturnType<typeof showAssistance>>>
