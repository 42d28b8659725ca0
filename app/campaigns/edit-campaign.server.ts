import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database, Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { editFaults } from './campaign-editing'
import { campaignFacts, changedFacts } from './campaign-history'
import { type CampaignTexts, campaignTexts } from './campaign-input'
import { mostCharacters } from './campaign-limits'
import { findCampaign } from './find-campaign.server'

export type EditRefusal =
  | 'not-allowed'
  | 'unknown-campaign'
  | 'invalid'
  | 'changed-meanwhile'
  | 'unknown-series'
  | 'edition-taken'

const update = `
  UPDATE campaigns_campaign SET series_slug = $2, edition = $3, name_zh = $4, name_en = $5, summary_zh = $6, summary_en = $7,
         story_zh = $8, story_en = $9, place_zh = $10, place_en = $11, starts_on = $12, ends_on = $13, event_on = $14,
         levels_km = $15, goal_fen = $16, cover = $17, cover_alt_zh = $18, cover_alt_en = $19, members_only = $20,
         filing_number = $21, designated_platform = $22, designated_platform_en = $23, version = version + 1
   WHERE slug = $1`

/**
 * Saves what a campaign says. `version` is the one that the editing began from: had somebody else saved meanwhile, nothing
 * is written. What may change depends on its state (`editFaults`); some of it only with a `reason`, which the trail keeps.
 * Saving what already stands there changes nothing and leaves no act. Refuses `not-allowed`, `unknown-campaign`, `invalid` (with `faults` by
 * name of the fact), `changed-meanwhile`, `unknown-series`, `edition-taken`.
 */
export async function editCampaign(
  db: Database,
  by: Actor,
  slug: string,
  input: { texts: CampaignTexts; version: number; reason?: string },
): Promise<Outcome<{ changed: boolean }, EditRefusal> & { faults?: Record<string, string> }> {
  if (!can(by, 'campaign.change', { campaign: slug })) return { ok: false, reason: 'not-allowed' }
  const parsed = campaignTexts.safeParse(input.texts)
  const reason = (input.reason ?? '').trim()
  if (!parsed.success || reason.length > mostCharacters.reason) {
    const issues = parsed.success
      ? [['reason', 'too-long']]
      : parsed.error.issues.map((i) => [i.path.join('.'), i.code])
    return { ok: false, reason: 'invalid', faults: Object.fromEntries(issues) }
  }
  const c = parsed.data
  return db.transaction(async (tx) => {
    const stored = await findCampaign(tx, slug, { lock: true })
    if (!stored) return { ok: false, reason: 'unknown-campaign' }
    if (stored.version !== input.version) return { ok: false, reason: 'changed-meanwhile' }
    const change = changedFacts(campaignFacts(stored), campaignFacts({ ...stored, ...flatToCampaign(c) }))
    if (!change) return { ok: true, changed: false }
    const faults = editFaults(stored.state, change, { reason, membersOnly: c.membersOnly })
    if (Object.keys(faults).length > 0) return { ok: false, reason: 'invalid', faults }
    const taken = await seriesTaken(tx, slug, c.series, c.edition)
    if (taken) return { ok: false, reason: taken }
    await tx.query(update, [
      slug,
      ...[c.series, c.edition, c.name.zh, c.name.en, c.summary.zh, c.summary.en, c.story.zh, c.story.en],
      ...[c.place.zh, c.place.en, c.startsOn, c.endsOn, c.eventOn, c.levelsKm, c.goalFen],
      ...[c.cover, c.coverAlt.zh, c.coverAlt.en, c.membersOnly],
      ...[c.filingNumber, c.designatedPlatform, c.designatedPlatformEn],
    ])
    await recordAct(tx, {
      by,
      action: 'campaign.edit',
      subject: { kind: 'campaign', id: slug },
      before: change.before,
      after: { ...change.after, version: stored.version + 1 },
      note: reason,
    })
    return { ok: true, changed: true }
  })
}

/** The saved form in the model's shape, so that both versions are told apart by the same words. */
function flatToCampaign(c: ReturnType<typeof campaignTexts.parse>) {
  const text = (l: 'zh' | 'en') => ({
    name: c.name[l],
    summary: c.summary[l],
    story: c.story[l],
    place: c.place[l],
    coverAlt: c.coverAlt[l],
  })
  const { edition, startsOn, endsOn, eventOn, levelsKm, goalFen, cover, membersOnly } = c
  return {
    ...{ edition, startsOn, endsOn, eventOn, levelsKm, goalFen, cover, membersOnly },
    series: { slug: c.series },
    filingNumber: c.filingNumber,
    designatedPlatform: c.designatedPlatform,
    designatedPlatformEn: c.designatedPlatformEn,
    zh: text('zh'),
    en: text('en'),
  }
}

async function seriesTaken(tx: Sql, slug: string, series: string, edition: number) {
  const [known] = await tx.query<{ series: boolean; edition: boolean }>(
    `SELECT EXISTS (SELECT FROM campaigns_series WHERE slug = $1) AS series,
            EXISTS (SELECT FROM campaigns_campaign WHERE series_slug = $1 AND edition = $2 AND slug <> $3) AS edition`,
    [series, edition, slug],
  )
  if (!known!.series) return 'unknown-series' as const
  return known!.edition ? ('edition-taken' as const) : null
}
