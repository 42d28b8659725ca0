import { createHash, randomUUID } from 'node:crypto'
import type { Config } from '~/platform/config.server'
import type { Database, Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { newCardId } from './card-id'
import { hashOfLink, linkSecret } from './internal/links.server'
import { isPaid } from './internal/paid'
import { byLevel, lockLevels, lockUnit, placeNewcomer } from './internal/places.server'
import type { PartyDraft } from './registration-form'
import { holdMinutes, registrationState, type WalkerState } from './walker'

export interface RegisterParty {
  /** Made with the form: a form sent twice registers once. */
  formId: string
  campaign: string
  draft: PartyDraft
  locale: Locale
  /** The unit that they belong to, else null. */
  unitId: string | null
  now: Date
}
export type RegisterRefusal =
  | 'no-walk'
  | 'not-open-yet'
  | 'closed'
  | 'waiver-changed'
  | 'level-unknown'
  | 'unit-closed'
  | 'unit-full'
  | 'unpaid-before'

const find = `
  SELECT w.register_from AS "registerFrom", w.register_until AS "registerUntil", w.fee_fen AS "feeFen", w.unit_members AS "unitMembers",
         w.waiver_version AS "waiverVersion", c.state AS "campaignState"
    FROM walks_walk w JOIN campaigns_campaign c ON c.slug = w.campaign WHERE w.campaign = $1`
const insertParty = `
  INSERT INTO walks_party (id, campaign, contact_name, contact_email, contact_phone, locale, manage_hash, fee_fen)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id`
const levelKeys = 'SELECT key FROM walks_level WHERE campaign = $1'
const membersOf = `SELECT count(*)::int AS members FROM walks_walker WHERE unit_id = $1::uuid AND state <> 'cancelled'`
/** Two at once from one address come one by one. */
const oneByOne = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0)) IS NULL AS held'
/** Whoever waits will hold places too. A form that is being sent a second time is not before itself. */
const unpaidBefore = `
  SELECT p.id FROM walks_party p
   WHERE p.campaign = $1 AND p.fee_fen > 0 AND p.contact_email <> '' AND lower(p.contact_email) = lower($2) AND p.id <> $3::uuid
     AND EXISTS (SELECT FROM walks_walker w WHERE w.party_id = p.id AND w.state IN ('unpaid', 'waiting'))
     AND NOT EXISTS (SELECT FROM giving_gift g WHERE g.via = 'party:' || p.id AND ${isPaid('g')}) LIMIT 1`
const hold = 'UPDATE walks_party SET held_until = $2 WHERE id = $1::uuid'
const insertWalkers = `
  INSERT INTO walks_walker (id, campaign, level, party_id, unit_id, state, name, minor, guardian_name, guardian_at,
                            emergency_name, emergency_phone, answers, waiver_version, waiver_at, card)
  SELECT w.id, $1, w.level, $2::uuid, $3::uuid, 'waiting', w.name, w.minor, w.guardian, CASE WHEN w.minor THEN $4::timestamptz END,
         w.emergency, w.phone, w.answers::jsonb, $5, $4, w.card
    FROM unnest($6::uuid[], $7::text[], $8::text[], $9::bool[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
      WITH ORDINALITY AS w (id, level, name, minor, guardian, emergency, phone, answers, card, n) ORDER BY w.n`
const insertCards = `
  INSERT INTO walks_card (id, campaign, walker_id) SELECT c.card, $1, c.walker
    FROM unnest($2::text[], $3::uuid[]) AS c (card, walker) ON CONFLICT (id) DO UPDATE SET walker_id = excluded.walker_id`
/** A visitor's card that may become a walker's: of this campaign, and nobody's yet. */
const freeCard = `
  SELECT id FROM walks_card WHERE id = $1 AND campaign = $2 AND walker_id IS NULL FOR UPDATE`

/** The party that a form registers. Whoever knows a party's id does not know its form. */
export const partyIdOf = (campaign: string, formId: string): string => {
  const bytes = createHash('sha256').update(`party\0${campaign}\0${formId}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * Registers one to eight walkers together. All get places, or all wait: a level never holds more than its capacity, and
 * nobody passes those who wait. Where the walk costs something places are held for half an hour;
 * the fee is kept as it was then, whatever the organiser asks of later ones. The answer's `secret` is the
 * party's own link; only its hash is kept. Refuses `no-walk`, `not-open-yet`, `closed`, `waiver-changed` (read it again),
 * `level-unknown`, `unit-closed` (its leader or the desk closed the list), `unit-full` (it has as many members as the walk allows one), `unpaid-before` (where the walk costs something an
 * address holds places for one party at a time: pay for it or cancel it first). A form that was registered before answers as then, also after the end of registration.
 */
export async function registerParty(
  db: Database,
  config: Pick<Config, 'SESSION_SECRET'>,
  input: RegisterParty,
): Promise<Outcome<{ secret: string; state: WalkerState | 'again' }, RegisterRefusal>> {
  const { campaign, draft, now } = input
  const partyId = partyIdOf(campaign, input.formId)
  return db.transaction(async (tx) => {
    const again = await linkOf(tx, config, partyId)
    if (again) return { ok: true, secret: again, state: 'again' }
    const [walk] = await tx.query<{
      registerFrom: Date
      registerUntil: Date
      feeFen: bigint
      unitMembers: number
      waiverVersion: number
      campaignState: string
    }>(find, [campaign])
    if (!walk || walk.campaignState === 'draft') return { ok: false, reason: 'no-walk' }
    const takes = registrationState(walk, now)
    if (takes !== 'open') return { ok: false, reason: takes === 'closed' ? 'closed' : 'not-open-yet' }
    if (draft.waiverVersion !== walk.waiverVersion) return { ok: false, reason: 'waiver-changed' }
    const offered = new Set((await tx.query<{ key: string }>(levelKeys, [campaign])).map(({ key }) => key))
    if (draft.walkers.some(({ level }) => !offered.has(level))) return { ok: false, reason: 'level-unknown' }
    if (input.unitId !== null) {
      if ((await lockUnit(tx, input.unitId)).closed) return { ok: false, reason: 'unit-closed' }
      const [unit] = await tx.query<{ members: number }>(membersOf, [input.unitId])
      if (unit!.members + draft.walkers.length > walk.unitMembers) return { ok: false, reason: 'unit-full' }
    }
    if (walk.feeFen > 0n) {
      await tx.query(oneByOne, [`walks-party ${campaign} ${draft.contactEmail.toLowerCase()}`])
      const unpaid = await tx.query(unpaidBefore, [campaign, draft.contactEmail, partyId])
      if (unpaid.length > 0) return { ok: false, reason: 'unpaid-before' }
    }

    const secret = linkSecret(config.SESSION_SECRET, 'party', partyId, 1)
    const contact = [draft.contactName, draft.contactEmail, draft.contactPhone]
    const values = [partyId, campaign, ...contact, input.locale, hashOfLink(secret), walk.feeFen]
    // Two at the same moment: the second waits here for the first.
    if ((await tx.query(insertParty, values)).length === 0)
      return { ok: true, secret: (await linkOf(tx, config, partyId))!, state: 'again' }
    await insert(tx, input, partyId)
    if (walk.feeFen > 0n) await tx.query(hold, [partyId, new Date(now.getTime() + holdMinutes * 60_000)])

    // From here on all others wait: nothing is done that could have been done before.
    const levels = await lockLevels(tx, campaign, partyId)
    const needs = byLevel(draft.walkers)
    const fits = [...needs].every(([key, n]) => n <= levels.get(key)!.left && !levels.get(key)!.waiting)
    const state = !fits ? 'waiting' : walk.feeFen > 0n ? 'unpaid' : 'registered'
    await placeNewcomer(tx, campaign, { partyId, needs, state })
    return { ok: true, secret, state }
  })
}

async function linkOf(
  tx: Sql,
  { SESSION_SECRET }: Pick<Config, 'SESSION_SECRET'>,
  partyId: string,
): Promise<string | null> {
  const [party] = await tx.query<{ n: number }>('SELECT secret_n AS n FROM walks_party WHERE id = $1::uuid', [
    partyId,
  ])
  return party ? linkSecret(SESSION_SECRET, 'party', partyId, party.n) : null
}

async function insert(
  tx: Sql,
  { campaign, draft, unitId, now }: RegisterParty,
  partyId: string,
): Promise<void> {
  const { walkers } = draft
  const kept = draft.card ? await tx.query(freeCard, [draft.card, campaign]) : []
  const ids = walkers.map(() => randomUUID())
  const cards = walkers.map((_, i) => (i === 0 && kept.length > 0 ? draft.card! : newCardId()))
  await tx.query(insertWalkers, [
    campaign,
    partyId,
    unitId,
    now,
    draft.waiverVersion,
    ids,
    walkers.map((w) => w.level),
    walkers.map((w) => w.name),
    walkers.map((w) => w.minor),
    walkers.map((w) => w.guardianName),
    walkers.map((w) => w.emergencyName),
    walkers.map((w) => w.emergencyPhone),
    walkers.map((w) => JSON.stringify(w.answers)),
    cards,
  ])
  await tx.query(insertCards, [campaign, cards, ids])
  // Stamps collected before count for the walker from now on.
  if (kept.length > 0)
    await tx.query('INSERT INTO walks_card_move (campaign, card) VALUES ($1, $2)', [campaign, draft.card])
}
