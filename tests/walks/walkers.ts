import { randomBytes, randomUUID } from 'node:crypto'
import type { Sql } from '~/platform/db.server'
import { newCardId } from '~/walks/card-id'
import { keepScans } from '~/walks/keep-scans.server'
import type { KnownWalk } from '~/walks/walk-plans.server'
import { at, plan } from './plan'

export interface TestWalker {
  id: string
  party: string
  card: string
}

const secret = () => randomBytes(32)

/** A registered walker with a card, as registration leaves them. */
export async function registered(
  db: Sql,
  { bib, level = '5km', unit = null }: { bib: number; level?: string; unit?: string | null },
): Promise<TestWalker> {
  const [id, party, card] = [randomUUID(), randomUUID(), newCardId()]
  await db.query(
    `INSERT INTO walks_party (id, campaign, contact_name, contact_email, contact_phone, manage_hash)
     VALUES ($1, $2, $3, $4, '13800000000', $5)`,
    [party, plan.campaign, `联系人${bib}`, `walker${bib}@example.org`, secret()],
  )
  await db.query(
    `INSERT INTO walks_walker (id, campaign, level, party_id, unit_id, state, name, waiver_version, waiver_at, card, bib,
       emergency_name, emergency_phone)
     VALUES ($1, $2, $3, $4, $5, 'registered', $6, 1, now(), $7, $8, '家人', '13900000000')`,
    [id, plan.campaign, level, party, unit, `参加者${bib}`, card, bib],
  )
  await db.query('INSERT INTO walks_card (id, campaign, walker_id) VALUES ($1, $2, $3)', [
    card,
    plan.campaign,
    id,
  ])
  await db.query('UPDATE walks_level SET taken = taken + 1 WHERE campaign = $1 AND key = $2', [
    plan.campaign,
    level,
  ])
  return { id, party, card }
}

export async function unitOf(db: Sql, name: string): Promise<string> {
  const id = randomUUID()
  await db.query(
    `INSERT INTO walks_unit (id, campaign, name, leader_name, leader_email, leader_phone, manage_hash, join_hash)
     VALUES ($1, $2, $3, '', '', '', $4, $5)`,
    [id, plan.campaign, name, secret(), secret()],
  )
  return id
}

/** A volunteer at `place` stamped `card`. */
export async function stamp(db: Sql, walk: KnownWalk, card: string, place: string, clock: string) {
  const volunteer = { device: randomUUID(), place }
  const sender = { sentAt: at('14:00:00'), volunteer }
  const [answer] = await keepScans(db, walk, sender, [{ card, place, at: at(clock) }], at('14:00:00'))
  if (!answer?.kept) throw new Error(`the stamp was refused: ${answer?.reason}`)
}
