import type { Actor } from '~/identity/actor'
import { canSomewhere } from '~/identity/can'
import { tellExport } from '~/identity/tell-export.server'
import { byPage } from '~/platform/by-page'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { exportRows } from '~/platform/export-rows.server'
import { inLocale, type Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { type ListedProject, listDeskProjects, type ProjectFilter } from './list-desk-projects.server'
import { formatSpan, kindWords, stateWords } from './project'

/** The desk's list of projects as a file. Told in the trail. 404 for whoever may see no projects. */
export async function exportProjects(
  sql: Sql,
  by: Actor,
  { filter, today, format, locale, outlet }: ExportOrder & { filter: ProjectFilter; today: Day },
): Promise<Response> {
  if (!canSomewhere(by, 'project.see')) return new Response(null, { status: 404 })
  const pages = byPage(async () => ({ rows: await listDeskProjects(sql, filter, today), next: null }))
  const asked = { format, state: filter.state }
  const onEnd = await tellExport(sql, by, { what: 'project', subjectId: 'all', asked })
  return exportRows({ format, filename: 'projects', columns: columnsIn(locale), pages, outlet, onEnd })
}

function columnsIn(locale: Locale): ExportColumn<ListedProject>[] {
  const t = textsIn(locale, 'projecting')
  const text = (
    header: string,
    width: number,
    cell: (p: ListedProject) => string,
  ): ExportColumn<ListedProject> => ({ kind: 'text', header, width, cell })
  return [
    text(t('column.key'), 22, (p) => p.key),
    text(t('column.name'), 40, (p) => inLocale(locale, { zh: p.nameZh, en: p.nameEn })),
    text(t('column.kind'), 12, (p) => inLocale(locale, kindWords[p.kind])),
    text(t('column.state'), 14, (p) => inLocale(locale, stateWords[p.state])),
    text(t('column.served'), 24, (p) => inLocale(locale, { zh: p.servedZh, en: p.servedEn })),
    text(t('column.field'), 18, (p) => inLocale(locale, { zh: p.fieldZh, en: p.fieldEn })),
    text(t('column.period'), 32, (p) => formatSpan(locale, p)),
    { kind: 'count', header: t('column.overdue'), width: 10, cell: (p) => BigInt(p.overdue) },
    { kind: 'count', header: t('column.payable'), width: 10, cell: (p) => BigInt(p.payable) },
  ]
}
