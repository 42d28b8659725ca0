import type { Sql } from '~/platform/db.server'
import { monthlyColumns, monthlyTables } from './find-monthly.server'
import type { Monthly } from './monthly'

interface Reminder {
  campaign: string
  state: string
  amountFen: bigint
  day: number
  createdAt: Date
}
const monthly = `
  SELECT ${monthlyColumns} FROM ${monthlyTables} WHERE m.contact_email <> '' AND lower(m.contact_email) = lower($1) ORDER BY m.created_at`
const reminders = `
  SELECT campaign, state, amount_fen AS "amountFen", day, created_at AS "createdAt" FROM giving_gift_reminder
   WHERE lower(contact_email) = lower($1) ORDER BY created_at`

/** What we keep of an address's monthly gifts and reminders, in JSON's own types: money in whole fen as text. Its charges are gifts. */
export async function exportDonorMonthly(sql: Sql, email: string): Promise<object> {
  return {
    monthly: (await sql.query<Monthly>(monthly, [email])).map((m) => ({
      campaign: m.campaign,
      state: m.state,
      amountFen: String(m.amountFen),
      feeCoverFen: String(m.feeCoverFen),
      for: m.target,
      donorName: m.donorName,
      nameConsent: m.nameConsent,
      contactEmail: m.contactEmail,
      cardLast4: m.cardLast4,
      cardUntil: m.cardUntil,
      startedAt: m.startedAt,
      endedAt: m.endedAt,
      endReason: m.endReason,
      createdAt: m.createdAt,
      language: m.locale,
    })),
    reminders: (await sql.query<Reminder>(reminders, [email])).map((r) => ({
      ...r,
      amountFen: String(r.amountFen),
    })),
  }
}
