import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { campaignFacts, routingFacts } from './campaign-history'
import { type CampaignInput, campaignInput } from './campaign-input'
import { writeRoutes } from './change-routing.server'
import { findCampaign } from './find-campaign.server'

export type DraftRefusal = 'not-allowed' | 'invalid' | 'unknown-series' | 'slug-taken' | 'edition-taken'

/**
 * Writes a campaign as a draft, with its routing rule. Nobody outside sees it until it is opened.
 * Refuses `not-allowed`, `invalid` (with the fields), `unknown-series`, `slug-taken`, `edition-taken`.
 */
export async function draftCampaign(
  db: Database,
  by: Actor,
  input: CampaignInput,
): Promise<Outcome<{ slug: string }, DraftRefusal> & { fields?: string[] }> {
  if (!can(by, 'campaign.change', { campaign: input.slug })) return { ok: false, reason: 'not-allowed' }
  const parsed = campaignInput.safeParse(input)
  if (!parsed.success) {
    return { ok: false, reason: 'invalid', fields: parsed.error.issues.map((i) => i.path.join('.')) }
  }
  const c = parsed.data
  return db.transaction(async (tx) => {
    const [known] = await tx.query<{ series: boolean; slug: boolean; edition: boolean }>(
      `SELECT EXISTS (SELECT FROM campaigns_series WHERE slug = $1) AS series,
              EXISTS (SELECT FROM campaigns_campaign WHERE slug = $2) AS slug,
              EXISTS (SELECT FROM campaigns_campaign WHERE series_slug = $1 AND edition = $3) AS edition`,
      [c.series, c.slug, c.edition],
    )
    if (!known!.series) return { ok: false, reason: 'unknown-series' }
    if (known!.slug) return { ok: false, reason: 'slug-taken' }
    if (known!.edition) return { ok: false, reason: 'edition-taken' }
    await tx.query(
      `INSERT INTO campaigns_campaign (
         slug, series_slug, edition, name_zh, name_en, summary_zh, summary_en, story_zh, story_en, place_zh, place_en,
         starts_on, ends_on, event_on, levels_km, goal_fen, cover, cover_alt_zh, cover_alt_en,
         members_only, filing_number, designated_platform, designated_platform_en, made_up, donor_may_choose
       ) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25)`,
      [
        c.slug,
        c.series,
        c.edition,
        c.name.zh,
        c.name.en,
        c.summary.zh,
        c.summary.en,
        c.story.zh,
        c.story.en,
        c.place.zh,
        c.place.en,
        c.startsOn,
        c.endsOn,
        c.eventOn,
        c.levelsKm,
        c.goalFen,
        c.cover,
        c.coverAlt.zh,
        c.coverAlt.en,
        c.membersOnly,
        c.filingNumber,
        c.designatedPlatform,
        c.designatedPlatformEn,
        c.madeUp,
        c.donorMayChoose,
      ],
    )
    await writeRoutes(tx, c.slug, c.routes)
    const drafted = (await findCampaign(tx, c.slug))!
    await recordAct(tx, {
      by,
      action: 'campaign.draft',
      subject: { kind: 'campaign', id: c.slug },
      after: { ...campaignFacts(drafted), ...routingFacts(drafted.routing) },
    })
    return { ok: true, slug: c.slug }
  })
}
