import { findCampaign } from '~/campaigns/find-campaign.server'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { shanghaiMinute } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { writeLevel, writePlace } from './internal/write-place.server'
import { type WalkInput, walkInput } from './walk-input'

export type SetUpWalkRefusal =
  | 'not-allowed'
  | 'invalid'
  | 'unknown-campaign'
  | 'no-event-day'
  | 'has-ended'
  | 'walk-exists'

const insertWalk = `
  INSERT INTO walks_walk (campaign, day, register_from, register_until, back_by, stamp_order, least_minutes_apart, fee_fen,
                          questions, trails, unit_members)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11) ON CONFLICT (campaign) DO NOTHING RETURNING campaign`

/**
 * Gives a campaign its walk, on its event day: the first version of the waiver, levels, places, and the codes that are printed for
 * each place. Refuses `not-allowed`, `invalid` (with `fields`), `unknown-campaign`, `no-event-day`, `has-ended` (the
 * campaign is settled), `walk-exists`.
 */
export async function setUpWalk(
  db: Database,
  by: Actor,
  campaign: string,
  input: WalkInput,
): Promise<Outcome<object, SetUpWalkRefusal> & { fields?: string[] }> {
  if (!can(by, 'walk.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  const parsed = walkInput.safeParse(input)
  if (!parsed.success)
    return { ok: false, reason: 'invalid', fields: parsed.error.issues.map((i) => i.path.join('.')) }
  const { settings, waiver, places, levels } = parsed.data
  return db.transaction(async (tx) => {
    const stored = await findCampaign(tx, campaign, { lock: true })
    if (!stored) return { ok: false, reason: 'unknown-campaign' }
    if (stored.eventOn === null) return { ok: false, reason: 'no-event-day' }
    if (stored.state === 'settled') return { ok: false, reason: 'has-ended' }
    const day = stored.eventOn
    const times = [settings.registerFrom, settings.registerUntil, `${day}T${settings.backBy}`]
    const [made] = await tx.query(insertWalk, [
      ...[campaign, day, ...times.map(shanghaiMinute), settings.stampOrder, settings.leastMinutesApart],
      ...[
        settings.feeFen,
        JSON.stringify(settings.questions),
        JSON.stringify(settings.trails),
        settings.unitMembers,
      ],
    ])
    if (!made) return { ok: false, reason: 'walk-exists' }
    await tx.query('INSERT INTO walks_waiver (campaign, version, text_zh, text_en) VALUES ($1, 1, $2, $3)', [
      ...[campaign, waiver.zh, waiver.en],
    ])
    for (const [n, place] of places.entries()) await writePlace(tx, campaign, day, place, n)
    for (const [n, level] of levels.entries()) await writeLevel(tx, campaign, level, n)
    await recordAct(tx, {
      by,
      action: 'walk.set-up',
      subject: { kind: 'walk', id: campaign },
      after: { day, ...parsed.data, version: 1 },
    })
    return { ok: true }
  })
}
