import type { Sql } from '~/platform/db.server'
import type { Campaign, CampaignState } from './campaign'
import type { Route } from './routing'

interface Row {
  slug: string
  series_slug: string
  series_zh: string
  series_en: string
  edition: number
  state: CampaignState
  name_zh: string
  name_en: string
  summary_zh: string
  summary_en: string
  story_zh: string
  story_en: string
  place_zh: string
  place_en: string
  starts_on: string
  ends_on: string
  event_on: string | null
  levels_km: number[]
  goal_fen: bigint | null
  cover: string
  cover_alt_zh: string
  cover_alt_en: string
  members_only: boolean
  filing_number: string | null
  designated_platform: string | null
  designated_platform_en: string | null
  made_up: boolean
  donor_may_choose: boolean
  version: number
  routing_version: number
  routes: Route[]
}

/** Columns and joins shared by the room's reads; a fund that the ledger lacks comes with empty names. */
export const campaignColumns = `
  c.*, s.name_zh AS series_zh, s.name_en AS series_en,
  (SELECT coalesce(json_agg(json_build_object('fund', r.fund, 'nameZh', coalesce(f.name_zh, ''), 'nameEn', coalesce(f.name_en, ''),
            'basisPoints', r.basis_points, 'onOffer', r.on_offer) ORDER BY r.position), '[]')
     FROM campaigns_route r LEFT JOIN ledger_fund f ON f.slug = r.fund WHERE r.campaign_slug = c.slug) AS routes
  FROM campaigns_campaign c JOIN campaigns_series s ON s.slug = c.series_slug`

export function campaignOf(row: Row): Campaign {
  return {
    slug: row.slug,
    series: { slug: row.series_slug, zh: row.series_zh, en: row.series_en },
    edition: row.edition,
    state: row.state,
    zh: {
      name: row.name_zh,
      summary: row.summary_zh,
      story: row.story_zh,
      place: row.place_zh,
      coverAlt: row.cover_alt_zh,
    },
    en: {
      name: row.name_en,
      summary: row.summary_en,
      story: row.story_en,
      place: row.place_en,
      coverAlt: row.cover_alt_en,
    },
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    eventOn: row.event_on,
    levelsKm: row.levels_km,
    goalFen: row.goal_fen,
    cover: row.cover,
    membersOnly: row.members_only,
    filingNumber: row.filing_number,
    designatedPlatform: row.designated_platform,
    designatedPlatformEn: row.designated_platform_en,
    madeUp: row.made_up,
    routing: { donorMayChoose: row.donor_may_choose, routes: row.routes },
    version: row.version,
    routingVersion: row.routing_version,
  }
}

/** The campaign with its routing rule, in whatever state, or null. `lock` keeps it for the transaction. */
export async function findCampaign(
  sql: Sql,
  slug: string,
  options: { lock?: boolean } = {},
): Promise<Campaign | null> {
  const [row] = await sql.query<Row>(
    options.lock
      ? `SELECT ${campaignColumns} WHERE c.slug = $1 FOR UPDATE OF c`
      : `SELECT ${campaignColumns} WHERE c.slug = $1`,
    [slug],
  )
  return row ? campaignOf(row) : null
}
