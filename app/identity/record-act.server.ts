import type { Sql } from '~/platform/db.server'
import type { Actor } from './actor'

export interface ActInput {
  by: Actor
  /** What was done, `subject.verb`. */
  action: string
  /** What it was done to: a kind (`campaign`, `gift`, `person` …) and its id. */
  subject: { kind: string; id: string }
  /** What changed, as plain values; only the fields that matter. No donor's personal data: it must be erasable. */
  before?: unknown
  after?: unknown
  note?: string
}

const insertAct = `
  INSERT INTO identity_act (actor_kind, actor_id, actor_name, from_address, action, subject_kind, subject_id, before, after, note)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10)`

/** JSON has no BIGINT: amounts are whole fen as text. */
const json = (value: unknown) =>
  value === undefined ? null : JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? v.toString() : v))

/** Writes into the audit trail, in the transaction of what it tells: both are kept or neither. */
export async function recordAct(
  tx: Sql,
  { by, action, subject, before, after, note }: ActInput,
): Promise<void> {
  const who = [by.kind, by.id, by.name, by.from]
  await tx.query(insertAct, [...who, action, subject.kind, subject.id, json(before), json(after), note ?? ''])
}
