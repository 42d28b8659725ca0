import type { Actor } from '~/identity/actor'
import { canSomewhere } from '~/identity/can'
import { tellExport } from '~/identity/tell-export.server'
import { byPage } from '~/platform/by-page'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { exportRows } from '~/platform/export-rows.server'
import type { Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { findGoods } from './find-goods.server'
import type { Goods, GoodsFilter, GoodsLine } from './goods'
import type { BatchKey } from './list-batches.server'
import { listGoods } from './list-goods.server'

type Row = { goods: Goods; line: GoodsLine | null }
const atOnce = 20

/** Every kind of thing that the list shows, as a file. Told in the trail. 404 for whoever may see no goods at all. */
export async function exportGoods(
  sql: Sql,
  by: Actor,
  { filter, format, locale, outlet }: ExportOrder & { filter: GoodsFilter },
): Promise<Response> {
  if (!canSomewhere(by, 'goods.see')) return new Response(null, { status: 404 })
  const pages = byPage(async (after: BatchKey | undefined) => {
    const { rows: found, next } = await listGoods(sql, by, { filter, after, limit: atOnce })
    const rows: Row[] = []
    for (const goods of found) {
      const lines = (await findGoods(sql, by, goods.id))?.lines ?? []
      rows.push(...(lines.length === 0 ? [null] : lines).map((line) => ({ goods, line })))
    }
    return { rows, next }
  })
  const asked = { format, state: filter.state }
  const onEnd = await tellExport(sql, by, { what: 'goods', subjectId: 'all', asked })
  return exportRows({ format, filename: 'goods', columns: columnsIn(locale), pages, outlet, onEnd })
}

function columnsIn(locale: Locale): ExportColumn<Row>[] {
  const t = textsIn(locale, 'goods')
  const text = (header: string, width: number, cell: (r: Row) => string): ExportColumn<Row> => ({
    kind: 'text',
    header,
    width,
    cell,
  })
  return [
    text(t('column.donor'), 20, (r) => r.goods.donorName),
    text(t('column.campaign'), 22, (r) => r.goods.campaign ?? ''),
    text(t('column.fund'), 18, (r) => r.goods.fund),
    { kind: 'day', header: t('column.receivedOn'), width: 12, cell: (r) => r.goods.receivedOn },
    text(t('column.state'), 12, (r) => t(`state.${r.goods.state}`)),
    text(t('column.description'), 30, (r) => r.line?.description ?? ''),
    { kind: 'count', header: t('column.quantity'), width: 10, cell: (r) => r.line?.quantity ?? null },
    text(t('column.unit'), 8, (r) => r.line?.unit ?? ''),
    { kind: 'money', header: t('column.unitValue'), width: 14, cell: (r) => r.line?.unitValueFen ?? null },
    {
      kind: 'money',
      header: t('column.value'),
      width: 14,
      cell: (r) => (r.line ? r.line.quantity * r.line.unitValueFen : null),
    },
    { kind: 'count', header: t('column.givenOut'), width: 10, cell: (r) => r.line?.givenOut ?? null },
    text(t('column.valuation'), 12, (r) => (r.line ? t(`valuation.${r.line.valuation}`) : '')),
    text(t('column.valuedBy'), 18, (r) => r.line?.valuedBy ?? ''),
    text(t('column.id'), 38, (r) => r.goods.id),
  ]
}
