import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { textsIn } from '~/platform/texts.server'
import type { Actor } from './actor'
import { can } from './can'
import { exportList } from './export-list.server'
import { type Act, type ActFilter, listActs } from './list-acts.server'

const json = (value: unknown) => (value === null || value === undefined ? '' : JSON.stringify(value))

/** The audit trail's lines that answer `filter`, newest first. Taking them away is itself an act. 404 for whoever may not see the trail. */
export async function exportActs(
  sql: Sql,
  by: Actor,
  asked: ExportOrder & { filter: ActFilter },
): Promise<Response> {
  if (!can(by, 'act.see')) return new Response(null, { status: 404 })
  const { filter } = asked
  const t = textsIn(asked.locale, 'gifts')
  const columns: ExportColumn<Act>[] = [
    { kind: 'count', header: t('export.actId'), width: 10, cell: (a) => a.id },
    { kind: 'instant', header: t('export.actAt'), width: 20, cell: (a) => a.at },
    { kind: 'text', header: t('export.actor'), cell: (a) => a.actorName },
    { kind: 'text', header: t('export.actorId'), width: 24, cell: (a) => a.actorId },
    { kind: 'text', header: t('export.from'), cell: (a) => a.from },
    { kind: 'text', header: t('export.action'), width: 20, cell: (a) => a.action },
    { kind: 'text', header: t('export.subjectKind'), width: 12, cell: (a) => a.subjectKind },
    { kind: 'text', header: t('export.subjectId'), width: 38, cell: (a) => a.subjectId },
    { kind: 'text', header: t('export.before'), width: 30, cell: (a) => json(a.before) },
    { kind: 'text', header: t('export.after'), width: 30, cell: (a) => json(a.after) },
    { kind: 'text', header: t('export.note'), width: 30, cell: (a) => a.note },
  ]
  return exportList(sql, by, {
    ...asked,
    what: 'act',
    asked: { ...filter },
    filename: 'audit-trail',
    columns,
    async read(after: bigint | undefined) {
      const { acts, next } = await listActs(sql, filter, { after, limit: 1_000 })
      return { rows: acts, next }
    },
  })
}
