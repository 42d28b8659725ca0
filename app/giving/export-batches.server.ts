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
import type { Batch, BatchLine } from './batch'
import type { BatchFilter } from './batch-filter'
import { findBatch } from './find-batch.server'
import { type BatchKey, listBatches } from './list-batches.server'

type Row = Batch & { line: BatchLine | null }
const batchesAtOnce = 20

/**
 * Every line of the batches that the list shows, as a file: amounts only where `by` may see them. Told in the trail. 404 for whoever
 * may see no batch at all.
 */
export async function exportBatches(
  sql: Sql,
  by: Actor,
  { filter, format, locale, outlet }: ExportOrder & { filter: BatchFilter },
): Promise<Response> {
  if (!canSomewhere(by, 'offline.see')) return new Response(null, { status: 404 })
  const pages = byPage(async (after: BatchKey | undefined) => {
    const { rows: found, next } = await listBatches(sql, by, { filter, after, limit: batchesAtOnce })
    const rows: Row[] = []
    for (const batch of found) {
      const lines = (await findBatch(sql, by, batch.id))?.lines ?? []
      rows.push(...(lines.length === 0 ? [null] : lines).map((line) => ({ ...batch, line })))
    }
    return { rows, next }
  })
  const { state, kind } = filter
  const onEnd = await tellExport(sql, by, { what: 'batch', subjectId: 'all', asked: { format, state, kind } })
  return exportRows({
    format,
    filename: 'cash-and-cheques',
    columns: columnsIn(locale),
    pages,
    outlet,
    onEnd,
  })
}

function columnsIn(locale: Locale): ExportColumn<Row>[] {
  const t = textsIn(locale, 'offline')
  const text = (header: string, width: number, cell: (r: Row) => string): ExportColumn<Row> => ({
    kind: 'text',
    header,
    width,
    cell,
  })
  return [
    text(t('column.place'), 30, (r) => r.place),
    text(t('column.campaign'), 22, (r) => r.campaign),
    text(t('column.kind'), 8, (r) => t(`kind.${r.kind}`)),
    { kind: 'day', header: t('column.receivedOn'), width: 12, cell: (r) => r.receivedOn },
    text(t('column.state'), 12, (r) => t(`state.${r.state}`)),
    { kind: 'money', header: t('column.amount'), width: 14, cell: (r) => r.line?.amountFen ?? null },
    text(t('column.donor'), 20, (r) => r.line?.donorName ?? ''),
    text(t('column.fund'), 18, (r) => r.line?.fund ?? ''),
    text(t('column.chequeNumber'), 18, (r) => r.line?.chequeNumber ?? ''),
    text(t('column.chequeBank'), 20, (r) => r.line?.chequeBank ?? ''),
    text(t('column.lineState'), 12, (r) => (r.line ? t(`lineState.${r.line.state}`) : '')),
    text(t('column.note'), 24, (r) => r.line?.note ?? ''),
    text(t('column.id'), 38, (r) => r.id),
  ]
}
