import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { tellExport } from '~/identity/tell-export.server'
import { byPage } from '~/platform/by-page'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn, ExportFormat } from '~/platform/export-column'
import { exportRows } from '~/platform/export-rows.server'
import { inLocale, type Locale, type Texts } from '~/platform/i18n'
import type { Outlet } from '~/platform/outlet.server'
import { textsIn } from '~/platform/texts.server'
import { findPledgeSetting } from './find-pledge-setting.server'
import { listPledges } from './list-pledges.server'
import type { Pledge, PledgeRegion } from './pledge'
import type { PledgeFilter } from './pledge-filter'

export interface PledgeExport {
  campaign: string
  filter: PledgeFilter
  format: ExportFormat
  locale: Locale
  outlet: Outlet
}

/**
 * Every pledge that the list shows as a file, the newest first; whom to call only for those who may change them. Told in the
 * trail. 404 for whoever may not see pledges.
 */
export async function exportPledges(sql: Sql, by: Actor, asked: PledgeExport): Promise<Response> {
  const { campaign, filter, format, locale, outlet } = asked
  if (!can(by, 'pledge.see', { campaign })) return new Response(null, { status: 404 })
  const setting = await findPledgeSetting(sql, campaign)
  const columns = columnsIn(locale, setting?.regions ?? [], can(by, 'pledge.change', { campaign }))
  const pages = byPage((after: Pledge | undefined) =>
    listPledges(sql, campaign, { filter, after, limit: 400 }),
  )
  const told = { format, state: filter.state, region: filter.region }
  const onEnd = await tellExport(sql, by, { what: 'pledge', subjectId: campaign, asked: told })
  return exportRows({ format, filename: `${campaign}-pledges`, columns, pages, outlet, onEnd })
}

type TextColumn = Exclude<keyof Texts['pledging']['column'], 'amount' | 'arrived'>

function columnsIn(
  locale: Locale,
  regions: readonly PledgeRegion[],
  withContacts: boolean,
): ExportColumn<Pledge>[] {
  const t = textsIn(locale, 'pledging')
  const words = textsIn(locale, 'market')
  const names = new Map(regions.map((r) => [r.key, inLocale(locale, r)]))
  const text = (column: TextColumn, width: number, cell: (p: Pledge) => string): ExportColumn<Pledge> => ({
    kind: 'text',
    header: t(`column.${column}`),
    width,
    cell,
  })
  return [
    text('reference', 14, (p) => p.reference),
    text('unitName', 30, (p) => p.unitName),
    { kind: 'money', header: t('column.amount'), width: 14, cell: (p) => p.amountFen },
    { kind: 'money', header: t('column.arrived'), width: 14, cell: (p) => p.arrivedFen },
    text('state', 10, (p) => t(`state.${p.state}`)),
    text('region', 14, (p) => names.get(p.region) ?? p.region),
    text('fund', 18, (p) => p.fund ?? ''),
    { kind: 'day', header: t('column.pledgedOn'), width: 12, cell: (p) => p.pledgedOn },
    { kind: 'day', header: t('column.dueOn'), width: 12, cell: (p) => p.dueOn },
    text('nameConsent', 10, (p) => words(p.nameConsent ? 'export.yes' : 'export.no')),
    text('madeBy', 14, (p) => t(`madeBy.${p.madeBy}`)),
    ...(withContacts
      ? [
          text('contactName', 12, (p) => p.contactName),
          text('contactEmail', 26, (p) => p.contactEmail),
          text('contactPhone', 18, (p) => p.contactPhone),
          text('note', 30, (p) => p.note),
        ]
      : []),
    text('withdrawnReason', 24, (p) => p.withdrawnReason),
  ]
}
