import type { Sql } from '~/platform/db.server'

/** What a party is written about. */
export type PartyMailKind =
  | 'registered'
  | 'unpaid'
  | 'waiting'
  | 'moved-up'
  | 'paid'
  | 'lapsed'
  | 'changed'
  | 'cancelled'
  | 'reminder'
  | 'lost'
export interface PartyMail {
  partyId: string
  kind: PartyMailKind
}

/** Mails to parties, sent by the outbox once this transaction commits. No address lies in it: it is looked up when it is sent. */
export async function askForPartyMail(
  tx: Sql,
  kind: PartyMailKind,
  partyIds: readonly string[],
): Promise<void> {
  if (partyIds.length === 0) return
  await tx.query(
    `INSERT INTO platform_outbox (topic, payload)
     SELECT 'send-party-mail', json_build_object('partyId', id, 'kind', $2::text)::jsonb FROM unnest($1::text[]) AS id`,
    [partyIds, kind],
  )
}

/** What a unit's leader is written about. */
export type UnitMailKind = 'opened' | 'lost'
export interface UnitMail {
  unitId: string
  kind: UnitMailKind
}

/** The same for leaders of units. */
export async function askForUnitMail(tx: Sql, kind: UnitMailKind, unitIds: readonly string[]): Promise<void> {
  if (unitIds.length === 0) return
  await tx.query(
    `INSERT INTO platform_outbox (topic, payload)
     SELECT 'send-unit-mail', json_build_object('unitId', id, 'kind', $2::text)::jsonb FROM unnest($1::text[]) AS id`,
    [unitIds, kind],
  )
}
