import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Pledge } from './pledge'

/** A pledge as the room's reads give it. */
export const pledgeColumns = `
  p.id::text AS id, p.campaign, p.reference, p.unit_name AS "unitName", p.contact_name AS "contactName", p.contact_email AS "contactEmail",
  p.contact_phone AS "contactPhone", p.name_consent AS "nameConsent", p.locale, p.amount_fen AS "amountFen",
  p.arrived_fen AS "arrivedFen", p.fund, p.region, p.state, p.note, p.pledged_on AS "pledgedOn", p.due_on AS "dueOn",
  p.withdrawn_reason AS "withdrawnReason", p.made_by AS "madeBy", p.reminded_at AS "remindedAt",
  p.reminded_last_at AS "remindedLastAt", p.version, p.created_at AS "createdAt"`

/** The pledge that this link opens, or null. */
export async function findPledgeBySecret(
  sql: Sql,
  secret: string,
  options: { lock?: boolean } = {},
): Promise<Pledge | null> {
  if (!/^[\w-]{20,64}$/.test(secret)) return null
  const text = `SELECT ${pledgeColumns} FROM giving_pledge p WHERE p.secret = $1${options.lock ? ' FOR UPDATE' : ''}`
  const [row] = await sql.query<Pledge>(text, [secret])
  return row ?? null
}

/** The pledge with this id, or null; `lock` keeps it for the transaction. */
export async function findPledge(
  sql: Sql,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Pledge | null> {
  if (!isUuid(id)) return null
  const text = `SELECT ${pledgeColumns} FROM giving_pledge p WHERE p.id = $1::uuid${options.lock ? ' FOR UPDATE' : ''}`
  const [row] = await sql.query<Pledge>(text, [id])
  return row ?? null
}
