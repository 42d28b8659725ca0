import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { tellExport } from '~/identity/tell-export.server'
import { byPage } from '~/platform/by-page'
import { formatClock } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { exportRows } from '~/platform/export-rows.server'
import { inLocale, type Locale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import { findWalkPlan } from './find-walk-plan.server'
import type { Flag } from './flag'
import { type FlagKey, listFlags } from './list-flags.server'
import type { WalkPlan } from './walk-plan'

export interface FlagExport extends ExportOrder {
  campaign: string
  view: 'waiting' | 'decided'
}

/**
 * What rules found unlikely, as a file, each with its whole card; a card's own code is a key and stays here. Told in the trail.
 * 404 for whoever may not see the walk.
 */
export async function exportFlags(sql: Sql, by: Actor, asked: FlagExport): Promise<Response> {
  const { campaign, view, format, locale, outlet } = asked
  if (!can(by, 'walk.see', { campaign })) return new Response(null, { status: 404 })
  const plan = await findWalkPlan(sql, campaign)
  const pages = byPage(async (after: FlagKey | undefined) => {
    const { flags: rows, next } = await listFlags(sql, campaign, { view, after })
    return { rows, next }
  })
  const onEnd = await tellExport(sql, by, { what: 'flag', subjectId: campaign, asked: { format, view } })
  const filename = `${campaign}-flags`
  return exportRows({ format, filename, columns: columnsIn(locale, plan), pages, outlet, onEnd })
}

function columnsIn(locale: Locale, plan: WalkPlan | null): ExportColumn<Flag>[] {
  const t = textsIn(locale, 'board')
  const named = new Map(
    [...(plan?.places ?? []), ...(plan?.levels ?? [])].map(({ key, nameZh, nameEn }) => [
      key,
      inLocale(locale, { zh: nameZh, en: nameEn }),
    ]),
  )
  const line = (f: Flag) =>
    f.line.map(({ place, at }) => `${named.get(place) ?? place} ${formatClock(new Date(at))}`).join(', ')
  return [
    { kind: 'count', header: t('missing.bib'), width: 10, cell: (f) => f.bib },
    { kind: 'text', header: t('export.level'), width: 12, cell: (f) => named.get(f.level ?? '') ?? f.level },
    { kind: 'text', header: t('export.place'), width: 16, cell: (f) => named.get(f.place) ?? f.place },
    { kind: 'text', header: t('export.reason'), width: 24, cell: (f) => t(`flags.reason.${f.reason}.title`) },
    { kind: 'instant', header: t('export.raisedAt'), width: 20, cell: (f) => new Date(f.raisedAt) },
    {
      kind: 'text',
      header: t('export.decision'),
      width: 12,
      cell: (f) => f.decision && t(`flags.decision.${f.decision}`),
    },
    { kind: 'text', header: t('export.decidedBy'), width: 16, cell: (f) => f.decidedBy },
    { kind: 'text', header: t('flags.line'), width: 60, cell: line },
  ]
}
