import type { Actor } from '~/identity/actor'
import { canSomewhere } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportOrder } from '~/platform/export-order'
import { textsIn } from '~/platform/texts.server'
import type { AssistanceBatch, AssistanceCategory, AssistanceFilter } from './assistance'
import { type AssistanceKey, listAssistance } from './list-assistance.server'
import { listCategories } from './list-categories.server'

const sums = `
  SELECT batch::text, category, count(*)::int AS cases, sum(amount_fen)::bigint AS "amountFen" FROM stewardship_assistance_case
   WHERE batch = ANY ($1::uuid[]) GROUP BY batch, category`
type Row = { batch: AssistanceBatch; category: string; cases: number; amountFen: bigint }

/** The sums of each batch by category as a file, nobody named; told in the trail. 404 for whoever may see none. */
export async function exportAssistance(
  sql: Sql,
  by: Actor,
  { filter, format, locale, outlet }: ExportOrder & { filter: AssistanceFilter },
): Promise<Response> {
  if (!canSomewhere(by, 'assistance.see')) return new Response(null, { status: 404 })
  const t = textsIn(locale, 'assistance')
  const categories = new Map((await listCategories(sql)).map((c) => [c.key, c]))
  const named = (c: AssistanceCategory | undefined) => (c ? (locale === 'en' ? c.nameEn : c.nameZh) : '')
  return exportList<Row, AssistanceKey>(sql, by, {
    ...{ format, locale, outlet, what: 'assistance', asked: { state: filter.state }, filename: 'assistance' },
    columns: [
      { kind: 'text', header: t('column.title'), width: 28, cell: (r) => r.batch.title },
      { kind: 'text', header: t('column.fund'), width: 20, cell: (r) => r.batch.fund },
      { kind: 'day', header: t('column.paidOn'), width: 12, cell: (r) => r.batch.paidOn },
      { kind: 'text', header: t('column.state'), width: 12, cell: (r) => t(`state.${r.batch.state}`) },
      {
        kind: 'text',
        header: t('column.category'),
        width: 24,
        cell: (r) => named(categories.get(r.category)),
      },
      { kind: 'count', header: t('column.cases'), width: 8, cell: (r) => BigInt(r.cases) },
      { kind: 'money', header: t('column.amount'), width: 14, cell: (r) => r.amountFen },
      { kind: 'text', header: t('column.id'), width: 38, cell: (r) => r.batch.id },
    ],
    async read(after) {
      const { rows, next } = await listAssistance(sql, by, { filter, after, limit: 50 })
      const found = await sql.query<Omit<Row, 'batch'> & { batch: string }>(sums, [rows.map(({ id }) => id)])
      const order = [...categories.keys()]
      return {
        next,
        rows: rows.flatMap((batch) =>
          found
            .filter((one) => one.batch === batch.id)
            .sort((a, b) => order.indexOf(a.category) - order.indexOf(b.category))
            .map((one) => ({ ...one, batch })),
        ),
      }
    },
  })
}
