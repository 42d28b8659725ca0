import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { textsIn } from '~/platform/texts.server'
import type { Actor } from './actor'
import { can } from './can'
import { exportList } from './export-list.server'
import { type ListedPass, listPasses } from './list-passes.server'
import { passState } from './pass'

export interface PassesExport extends ExportOrder {
  campaign: string
  /** Decides which are good, over or to come. */
  today: Day
}

/** The passes of one campaign, the latest day first; no link among them. 404 for whoever may not see them. */
export async function exportPasses(sql: Sql, by: Actor, asked: PassesExport): Promise<Response> {
  const { campaign } = asked
  if (!can(by, 'pass.see', { campaign })) return new Response(null, { status: 404 })
  return exportList(sql, by, {
    ...asked,
    what: 'pass',
    subjectId: campaign,
    filename: `${campaign}-passes`,
    columns: columnsIn(asked),
    async read(after: string | undefined) {
      const { passes, next } = await listPasses(sql, campaign, { after, limit: 500 })
      return { rows: passes, next }
    },
  })
}

function columnsIn({ locale, today }: PassesExport): ExportColumn<ListedPass>[] {
  const t = textsIn(locale, 'exports')
  const people = textsIn(locale, 'people')
  const passes = textsIn(locale, 'passes')
  return [
    { kind: 'text', header: t('place'), width: 24, cell: (p) => p.place },
    { kind: 'text', header: t('role'), width: 18, cell: (p) => people(`role.${p.role}`) },
    { kind: 'text', header: t('carrier'), width: 18, cell: (p) => p.label },
    { kind: 'day', header: t('day'), width: 12, cell: (p) => p.validOn },
    { kind: 'text', header: t('state'), width: 12, cell: (p) => passes(`stateWord.${passState(p, today)}`) },
    { kind: 'count', header: t('phones'), width: 8, cell: (p) => p.phones },
    { kind: 'instant', header: t('lastUsedAt'), width: 20, cell: (p) => p.lastUsedAt },
    { kind: 'instant', header: t('revokedAt'), width: 20, cell: (p) => p.revokedAt },
    { kind: 'text', header: t('madeBy'), width: 20, cell: (p) => p.createdByName },
    { kind: 'text', header: t('passId'), width: 38, cell: (p) => p.id },
  ]
}
