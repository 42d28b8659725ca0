import { randomUUID } from 'node:crypto'
import type { Config } from '~/platform/config.server'
import type { Database, Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { dropUpload, findUpload } from '~/platform/keep-upload.server'
import type { Outcome } from '~/platform/outcome'
import { newCardId } from './card-id'
import { findRegistration } from './find-registration.server'
import { findUnit, type Unit } from './find-unit.server'
import { askForPartyMail } from './internal/ask-for-mail.server'
import { hashOfLink, linkSecret } from './internal/links.server'
import { byLevel, giveBibs, lockLevels, lockUnit, movePlaces } from './internal/places.server'
import { isReady } from './member-plan'
import type { MemberRow } from './member-row'
import { planMemberImport } from './plan-member-import.server'

export const memberImportKind = 'members'

export interface ImportMembers {
  /** The leader's link. */
  secret: string
  uploadId: string
  /** Of the plan that the leader was shown. */
  planHash: string
  /** The version of the waiver to which the leader says the members agree, minors' guardians included. */
  waiverVersion: number
  locale: Locale
  now: Date
}
export type ImportRefusal =
  | 'unknown'
  | 'upload-gone'
  | 'not-ready'
  | 'plan-changed'
  | 'closed'
  | 'unit-closed'
  | 'fee'
  | 'waiver-changed'

const insertParties = `
  INSERT INTO walks_party (id, campaign, contact_name, contact_email, contact_phone, locale, manage_hash)
  SELECT p.id, $1, p.name, p.email, p.phone, $2, p.hash
    FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::bytea[]) AS p (id, name, email, phone, hash)`
const insertWalkers = `
  INSERT INTO walks_walker (id, campaign, level, party_id, unit_id, state, name, minor, guardian_name, guardian_at,
                            emergency_name, emergency_phone, answers, waiver_version, waiver_at, card)
  SELECT w.id, $1, w.level, w.party, $2::uuid, 'registered', w.name, w.guardian <> '', w.guardian,
         CASE WHEN w.guardian <> '' THEN $3::timestamptz END, w.emergency, w.phone, w.answers::jsonb, $4, $3, w.card
    FROM unnest($5::uuid[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
      WITH ORDINALITY AS w (id, level, party, name, guardian, emergency, phone, answers, card, n) ORDER BY w.n`
const insertCards = `
  INSERT INTO walks_card (id, campaign, walker_id) SELECT c.card, $1, c.walker FROM unnest($2::text[], $3::uuid[]) AS c (card, walker)`

/**
 * Registers every new member of an uploaded list, all or none: each a party of one, whom the leader may cancel. Each address that
 * the list names gets one mail with the tickets of all who have it. Refuses `unknown` (no such link), `closed`, `unit-closed`, `fee` (members pay by themselves: share the link),
 * `upload-gone`, `waiver-changed`, `not-ready` (a row must be mended, nobody is new, there is no room for all, or they are
 * more than a unit may bring),
 * `plan-changed` (look again).
 */
export async function importMembers(
  db: Database,
  config: Pick<Config, 'SESSION_SECRET'>,
  input: ImportMembers,
): Promise<Outcome<{ registered: number }, ImportRefusal>> {
  const unit = await findUnit(db, config, input.secret)
  if (!unit) return { ok: false, reason: 'unknown' }
  const upload = await findUpload(db, { id: input.uploadId, kind: memberImportKind, madeBy: unit.id })
  if (!upload) return { ok: false, reason: 'upload-gone' }
  return db.transaction(async (tx) => {
    const { closed } = await lockUnit(tx, unit.id)
    await lockLevels(tx, unit.campaign)
    const registration = await findRegistration(tx, unit.campaign, input.now)
    if (registration?.state !== 'open') return { ok: false, reason: 'closed' }
    if (closed) return { ok: false, reason: 'unit-closed' }
    if (registration.feeFen > 0n) return { ok: false, reason: 'fee' }
    if (registration.waiverVersion !== input.waiverVersion) return { ok: false, reason: 'waiver-changed' }
    const members: MemberRow[] = []
    const plan = await planMemberImport(tx, unit.id, registration, upload.content, (m) => members.push(m))
    if (plan.hash !== input.planHash) return { ok: false, reason: 'plan-changed' }
    if (!isReady(plan)) return { ok: false, reason: 'not-ready' }
    await movePlaces(tx, unit.campaign, byLevel(members))
    await insert(tx, config, unit, input, members)
    await dropUpload(tx, input.uploadId)
    return { ok: true, registered: members.length }
  })
}

async function insert(
  tx: Sql,
  { SESSION_SECRET }: Pick<Config, 'SESSION_SECRET'>,
  { id: unitId, campaign }: Unit,
  { locale, now, waiverVersion }: ImportMembers,
  members: readonly MemberRow[],
): Promise<void> {
  const parties = members.map(() => randomUUID())
  const ids = members.map(() => randomUUID())
  const cards = members.map(() => newCardId())
  const of = <Key extends keyof MemberRow>(key: Key) => members.map((member) => member[key])
  const hashes = parties.map((id) => hashOfLink(linkSecret(SESSION_SECRET, 'party', id, 1)))
  await tx.query(insertParties, [
    ...[campaign, locale, parties],
    members.map((m) => m.guardianName || m.name),
    ...[of('email'), of('phone'), hashes],
  ])
  await tx.query(insertWalkers, [
    ...[campaign, unitId, now, waiverVersion, ids, of('level'), parties, of('name'), of('guardianName')],
    ...[of('emergencyName'), of('emergencyPhone'), of('answers').map((a) => JSON.stringify(a)), cards],
  ])
  await tx.query(insertCards, [campaign, cards, ids])
  await giveBibs(tx, campaign, ids)
  await askForPartyMail(tx, 'registered', parties)
}
