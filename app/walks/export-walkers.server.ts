import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { tellExport } from '~/identity/tell-export.server'
import { byPage } from '~/platform/by-page'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn, ExportFormat } from '~/platform/export-column'
import { exportRows } from '~/platform/export-rows.server'
import { inLocale, type Locale } from '~/platform/i18n'
import type { Outlet } from '~/platform/outlet.server'
import { textsIn } from '~/platform/texts.server'
import { findRegistration, type Registration } from './find-registration.server'
import { listWalkers, type ReachableWalker } from './list-walkers.server'
import type { WalkerFilter } from './walker-filter'

export interface WalkerExport {
  campaign: string
  filter: WalkerFilter
  format: ExportFormat
  locale: Locale
  outlet: Outlet
  now: Date
}
const pageSize = 400

/** The walkers of a list as a file, with whom to call and what they answered. Told in the trail, without the name that was looked for. 404 for whoever may not. */
export async function exportWalkers(sql: Sql, by: Actor, asked: WalkerExport): Promise<Response> {
  const { campaign, filter, format, locale, outlet } = asked
  if (!can(by, 'walker.look', { campaign })) return new Response(null, { status: 404 })
  const registration = await findRegistration(sql, campaign, asked.now)
  const pages = byPage(async (after: bigint | undefined) => {
    const { walkers, next } = await listWalkers(sql, campaign, { filter, after, limit: pageSize })
    return { rows: walkers, next }
  })
  const { q, ...rest } = filter
  const told = { format, ...rest, byName: q !== '' }
  const onEnd = await tellExport(sql, by, { what: 'walker', subjectId: campaign, asked: told })
  const columns = columnsIn(locale, registration)
  return exportRows({ format, filename: `walkers-${campaign}`, columns, pages, outlet, onEnd })
}

function columnsIn(locale: Locale, registration: Registration | null): ExportColumn<ReachableWalker>[] {
  const t = textsIn(locale, 'walkers')
  const levels = new Map(
    registration?.levels.map((l) => [l.key, inLocale(locale, { zh: l.nameZh, en: l.nameEn })]),
  )
  const text = (
    header: string,
    width: number,
    cell: (w: ReachableWalker) => string,
  ): ExportColumn<ReachableWalker> => ({ kind: 'text', header, width, cell })
  return [
    { kind: 'count', header: t('column.bib'), width: 8, cell: (w) => w.bib },
    text(t('column.name'), 16, (w) => w.name),
    text(t('column.level'), 12, (w) => levels.get(w.level) ?? w.level),
    text(t('column.state'), 10, (w) => t(`state.${w.state}`)),
    { kind: 'money', header: t('column.fee'), width: 12, cell: (w) => w.feeFen },
    text(t('column.feeHeld'), 14, (w) => (w.feeHeld ? t('state.fee-held') : '')),
    text(t('column.unit'), 24, (w) => w.unitName ?? ''),
    text(t('column.guardian'), 16, (w) => w.guardianName),
    text(t('column.contact'), 16, (w) => w.contactName),
    text(t('column.phone'), 18, (w) => w.contactPhone),
    text(t('column.email'), 28, (w) => w.contactEmail),
    text(t('column.emergency'), 16, (w) => w.emergencyName),
    text(t('column.emergencyPhone'), 18, (w) => w.emergencyPhone),
    ...(registration?.questions ?? []).map((q) =>
      text(inLocale(locale, { zh: q.labelZh, en: q.labelEn }), 16, (w) => w.answers[q.key] ?? ''),
    ),
    { kind: 'count', header: t('column.waiver'), width: 10, cell: (w) => w.waiverVersion },
    { kind: 'instant', header: t('column.registeredAt'), width: 20, cell: (w) => w.createdAt },
  ]
}
