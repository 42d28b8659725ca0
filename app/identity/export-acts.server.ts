import { byPage } from '~/platform/by-page'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn, ExportFormat } from '~/platform/export-column'
import { exportRows } from '~/platform/export-rows.server'
import type { Locale } from '~/platform/i18n'
import type { Outlet } from '~/platform/outlet.server'
import { textsIn } from '~/platform/texts.server'
import type { Actor } from './actor'
import { can } from './can'
import { type Act, type ActFilter, listActs } from './list-acts.server'
import { tellExport } from './tell-export.server'

const json = (value: unknown) => (value === null || value === undefined ? '' : JSON.stringify(value))

/** The audit trail's lines that answer `filter`, newest first. Taking them away is itself an act. 404 for whoever may not see the trail. */
export async function exportActs(
  sql: Sql,
  by: Actor,
  {
    filter,
    format,
    locale,
    outlet,
  }: { filter: ActFilter; format: ExportFormat; locale: Locale; outlet: Outlet },
): Promise<Response> {
  if (!can(by, 'act.see')) return new Response(null, { status: 404 })
  const t = textsIn(locale, 'gifts')
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
  const pages = byPage(async (after: bigint | undefined) => {
    const { acts, next } = await listActs(sql, filter, { after, limit: 1_000 })
    return { rows: acts, next }
  })
  const onEnd = await tellExport(sql, by, { what: 'act', subjectId: '*', asked: { format, ...filter } })
  return exportRows({ format, filename: 'audit-trail', columns, pages, outlet, onEnd })
}
