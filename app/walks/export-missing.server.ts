import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { tellExport } from '~/identity/tell-export.server'
import { byPage } from '~/platform/by-page'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { exportRows } from '~/platform/export-rows.server'
import { inLocale, type Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { findWalkPlan } from './find-walk-plan.server'
import { findMissing } from './internal/missing-query'
import type { MissingContact, MissingKey, MissingOf } from './missing'
import type { WalkPlan } from './walk-plan'

export type MissingExport = ExportOrder & { campaign: string; now: Date } & MissingOf

/**
 * Whoever is looked for as a file, with names and whom to call: for whoever carries the list into the forest. Told in the trail, as
 * each look is. 404 for whoever may not.
 */
export async function exportMissing(sql: Sql, by: Actor, asked: MissingExport): Promise<Response> {
  const { campaign, now, format, locale, outlet } = asked
  if (!can(by, 'walker.look', { campaign })) return new Response(null, { status: 404 })
  const plan = await findWalkPlan(sql, campaign)
  const which: MissingOf = asked.of === 'unit' ? { of: 'unit', unit: asked.unit } : { of: asked.of }
  const pages = byPage(async (after: MissingKey | undefined) => {
    const { missing: rows, next } = await findMissing(sql, campaign, { ...which, now, after: after ?? null })
    return { rows, next }
  })
  const onEnd = await tellExport(sql, by, {
    what: 'missing',
    subjectId: campaign,
    asked: { format, ...which },
  })
  const filename = `${campaign}-missing`
  return exportRows({ format, filename, columns: columnsIn(locale, plan), pages, outlet, onEnd })
}

function columnsIn(locale: Locale, plan: WalkPlan | null): ExportColumn<MissingContact>[] {
  const t = textsIn(locale, 'board')
  const named = (all: readonly { key: string; nameZh: string; nameEn: string }[], key: string | null) => {
    const one = all.find((found) => found.key === key)
    return one ? inLocale(locale, { zh: one.nameZh, en: one.nameEn }) : (key ?? '')
  }
  return [
    { kind: 'count', header: t('missing.bib'), width: 10, cell: (m) => m.bib },
    { kind: 'text', header: t('export.name'), width: 16, cell: (m) => m.name },
    { kind: 'text', header: t('missing.minor'), width: 8, cell: (m) => (m.minor ? t('missing.minor') : '') },
    { kind: 'text', header: t('export.level'), width: 12, cell: (m) => named(plan?.levels ?? [], m.level) },
    { kind: 'text', header: t('units.name'), width: 24, cell: (m) => m.unit },
    { kind: 'text', header: t('export.state'), width: 18, cell: (m) => t(`export.states.${m.state}`) },
    {
      kind: 'text',
      header: t('missing.lastSeen'),
      width: 16,
      cell: (m) => named(plan?.places ?? [], m.lastPlace),
    },
    {
      kind: 'instant',
      header: t('export.lastAt'),
      width: 20,
      cell: (m) => (m.lastAt === null ? null : new Date(m.lastAt)),
    },
    { kind: 'text', header: t('missing.phone'), width: 18, cell: (m) => m.phone },
    { kind: 'text', header: t('missing.emergency'), width: 16, cell: (m) => m.emergencyName },
    { kind: 'text', header: t('export.emergencyPhone'), width: 18, cell: (m) => m.emergencyPhone },
  ]
}
