import { type Campaign, platformOf } from '~/campaigns/campaign'
import { missingToOpen } from '~/campaigns/campaign-editing'
import { type CampaignCursor, listDeskCampaigns } from '~/campaigns/list-desk-campaigns.server'
import type { Actor } from '~/identity/actor'
import { canSomewhere, reachOf } from '~/identity/can'
import { exportList } from '~/identity/export-list.server'
import type { Sql } from '~/platform/db.server'
import type { ExportColumn } from '~/platform/export-column'
import type { ExportOrder } from '~/platform/export-order'
import { inLocale } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import type { LiveTotals } from './live-totals.server'
import type { Totals } from './totals'

export interface CampaignsExport extends ExportOrder {
  live: Pick<LiveTotals, 'find'>
}
interface Row {
  campaign: Campaign
  /** Null for a draft. */
  totals: Totals | null
}

/** The campaigns that `by` may see, in every state, with what came in. 404 for whoever may see none. */
export async function exportCampaigns(sql: Sql, by: Actor, asked: CampaignsExport): Promise<Response> {
  if (!canSomewhere(by, 'campaign.see')) return new Response(null, { status: 404 })
  const reach = reachOf(by, 'campaign.see', 'campaign')
  return exportList(sql, by, {
    ...asked,
    what: 'campaign',
    asked: { reach },
    filename: 'campaigns',
    columns: columnsIn(asked),
    async read(after: CampaignCursor | undefined) {
      const { campaigns, next } = await listDeskCampaigns(sql, reach, { after, limit: 100 })
      const withTotals = async (campaign: Campaign): Promise<Row> => ({
        campaign,
        totals: campaign.state === 'draft' ? null : ((await asked.live.find(campaign.slug))?.totals ?? null),
      })
      return { rows: await Promise.all(campaigns.map(withTotals)), next }
    },
  })
}

const fen = (text: string | undefined) => (text === undefined ? null : BigInt(text))

function columnsIn({ locale }: CampaignsExport): ExportColumn<Row>[] {
  const t = textsIn(locale, 'exports')
  const states = textsIn(locale, 'campaigns')
  return [
    { kind: 'text', header: t('code'), width: 20, cell: (r) => r.campaign.slug },
    { kind: 'text', header: t('nameZh'), width: 28, cell: (r) => r.campaign.zh.name },
    { kind: 'text', header: t('nameEn'), width: 28, cell: (r) => r.campaign.en.name },
    { kind: 'text', header: t('series'), width: 20, cell: (r) => inLocale(locale, r.campaign.series) },
    { kind: 'count', header: t('edition'), width: 8, cell: (r) => r.campaign.edition },
    { kind: 'text', header: t('state'), width: 10, cell: (r) => states(`state.${r.campaign.state}`) },
    { kind: 'day', header: t('startsOn'), width: 12, cell: (r) => r.campaign.startsOn },
    { kind: 'day', header: t('endsOn'), width: 12, cell: (r) => r.campaign.endsOn },
    { kind: 'day', header: t('eventOn'), width: 12, cell: (r) => r.campaign.eventOn },
    { kind: 'money', header: t('goal'), width: 16, cell: (r) => r.campaign.goalFen },
    { kind: 'money', header: t('confirmed'), width: 16, cell: (r) => fen(r.totals?.confirmedFen) },
    { kind: 'money', header: t('pending'), width: 16, cell: (r) => fen(r.totals?.pendingFen) },
    { kind: 'money', header: t('refunded'), width: 16, cell: (r) => fen(r.totals?.refundedFen) },
    { kind: 'count', header: t('gifts'), width: 10, cell: (r) => r.totals?.gifts ?? null },
    {
      kind: 'text',
      header: t('membersOnly'),
      width: 12,
      cell: ({ campaign }) => (campaign.membersOnly ? t('yes') : t('no')),
    },
    { kind: 'text', header: t('filingNumber'), width: 24, cell: (r) => r.campaign.filingNumber },
    { kind: 'text', header: t('platform'), width: 20, cell: (r) => platformOf(r.campaign, locale) },
    {
      kind: 'count',
      header: t('missing'),
      width: 10,
      cell: ({ campaign }) => (campaign.state === 'draft' ? missingToOpen(campaign).length : null),
    },
  ]
}
