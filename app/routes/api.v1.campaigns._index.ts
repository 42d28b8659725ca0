import type { LoaderFunctionArgs } from '@remix-run/node'
import { listCampaigns } from '~/campaigns/list-campaigns.server'
import type { CampaignRow } from '~/live/campaign-row-shape'
import { publicJson } from '~/platform/public-json.server'

/** Campaigns that the public may see, open ones first, each with its totals. */
export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const campaigns = await listCampaigns(house.db)
  const rows = await Promise.all(
    campaigns.map(
      async (c): Promise<CampaignRow> => ({
        slug: c.slug,
        series: c.series.slug,
        edition: c.edition,
        state: c.state,
        name: { 'zh-CN': c.zh.name, en: c.en.name },
        startsOn: c.startsOn,
        endsOn: c.endsOn,
        eventOn: c.eventOn,
        goalFen: c.goalFen?.toString() ?? null,
        filingNumber: c.filingNumber,
        designatedPlatform: c.designatedPlatform,
        membersOnly: c.membersOnly,
        madeUp: c.madeUp,
        totals: (await house.live.find(c.slug))?.totals ?? null,
      }),
    ),
  )
  return publicJson(request, rows)
}
