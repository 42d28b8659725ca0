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
export interface PartyMail {
  partyId: string
  /** Parties with the same address to which the same happened: one mail tells of all. */
  others?: string[]
  kind: PartyMailKind
}

/** In one hour, to one mailbox: what anybody can cause by a form, what the house tells by itself, lost links. */
export const mostMails = { asked: 10, told: 20, lost: 3 } as const
export type MailPurpose = keyof typeof mostMails
const purposeOf = (kind: PartyMailKind): MailPurpose =>
  kind === 'moved-up' || kind === 'paid' || kind === 'lapsed' || kind === 'reminder' ? 'told' : 'asked'

const mailboxOf = (address: string) => `sha256(convert_to(lower(${address}), 'UTF8'))`
const fewerThan = (most: string, purpose: string) => `
  (SELECT count(*) FROM walks_mail_count m WHERE m.mailbox = box.mailbox AND m.purpose = ${purpose}
      AND m.asked_at > now() - interval '1 hour') < ${most}`

/**
 * Queries for a WITH that ask for mails to parties: one to each mailbox, none to a mailbox that had its mails of this hour, or
 * where there is no address. `ids` and `kind` are expressions of the statement around them.
 */
export const partyMailQueries = (
  ids: string,
  kind: string,
  purpose = `'asked'`,
  most = `${mostMails.asked}`,
) => `
  box AS (
    SELECT ${mailboxOf('p.contact_email')} AS mailbox, array_agg(a.id ORDER BY a.n) AS ids
      FROM unnest(${ids}) WITH ORDINALITY AS a (id, n) JOIN walks_party p ON p.id = a.id::uuid
     WHERE p.contact_email <> '' GROUP BY 1
  ), due AS (
    SELECT mailbox, ids FROM box WHERE ${fewerThan(most, purpose)}
  ), counted_mail AS (
    INSERT INTO walks_mail_count (mailbox, purpose) SELECT mailbox, ${purpose} FROM due
  ), told AS (
    INSERT INTO platform_outbox (topic, payload)
    SELECT 'send-party-mail', jsonb_strip_nulls(jsonb_build_object('partyId', ids[1], 'kind', ${kind},
             'others', CASE WHEN cardinality(ids) > 1 THEN to_jsonb(ids[2:]) END)) FROM due
  )`
const askParties = `WITH ${partyMailQueries('$1::text[]', '$2::text', '$3::text', '$4::int')} SELECT`

/** Mails to parties, sent by the outbox once this transaction commits. No address lies in it: it is looked up when it is sent. */
export async function askForPartyMail(
  tx: Sql,
  kind: PartyMailKind,
  partyIds: readonly string[],
): Promise<void> {
  if (partyIds.length === 0) return
  const purpose = purposeOf(kind)
  await tx.query(askParties, [partyIds, kind, purpose, mostMails[purpose]])
}

/** Counts a mail to a mailbox; false when it had its mails of this hour. Two at once are counted one by one. */
export async function takeMail(tx: Sql, purpose: MailPurpose, address: string): Promise<boolean> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0)) IS NULL AS held', [
    `walks-mail ${address.toLowerCase()}`,
  ])
  const taken = await tx.query(
    `INSERT INTO walks_mail_count (mailbox, purpose) SELECT mailbox, $2 FROM (SELECT ${mailboxOf('$1::text')} AS mailbox) box
      WHERE ${fewerThan('$3::int', '$2')} RETURNING id`,
    [address, purpose, mostMails[purpose]],
  )
  return taken.length > 0
}

/** To a unit's leader: its link. */
export interface UnitMail {
  unitId: string
}
export async function askForUnitMail(tx: Sql, { unitId }: UnitMail, address: string): Promise<void> {
  if (await takeMail(tx, 'asked', address)) await ask(tx, 'send-unit-mail', { unitId })
}

/** New links for all that one address registered: one mail. */
export interface LostMail {
  parties: string[]
  units: string[]
}
export const askForLostMail = (tx: Sql, mail: LostMail): Promise<void> => ask(tx, 'send-lost-mail', mail)

async function ask(tx: Sql, topic: string, payload: object): Promise<void> {
  await tx.query('INSERT INTO platform_outbox (topic, payload) VALUES ($1, $2::jsonb)', [
    topic,
    JSON.stringify(payload),
  ])
}
