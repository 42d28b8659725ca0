import { byPage } from '~/platform/by-page'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

interface Row {
  id: string
  campaign: string
  reference: string
  unitName: string
  contactName: string
  contactEmail: string
  contactPhone: string
  nameConsent: boolean
  language: string
  amountFen: bigint
  arrivedFen: bigint
  fund: string | null
  region: string
  state: string
  note: string
  pledgedOn: Day
}

const pageSize = 500
const page = `
  SELECT id::text AS id, campaign, reference, unit_name AS "unitName", contact_name AS "contactName", contact_email AS "contactEmail",
         contact_phone AS "contactPhone", name_consent AS "nameConsent", locale AS language, amount_fen AS "amountFen",
         arrived_fen AS "arrivedFen", fund, region, state, note, pledged_on AS "pledgedOn"
    FROM giving_pledge WHERE contact_email <> '' AND lower(contact_email) = lower($1) AND ($2::uuid IS NULL OR id > $2::uuid)
   ORDER BY id LIMIT $3`

/** Every pledge whose contact is this address, page by page, as pieces of one JSON array. */
export async function* exportDonorPledges(sql: Sql, email: string): AsyncGenerator<string> {
  const pages = byPage<Row, string>(async (after) => {
    const rows = await sql.query<Row>(page, [email, after ?? null, pageSize])
    return { rows, next: rows.length === pageSize ? rows.at(-1)!.id : null }
  })
  let before = '['
  for await (const pledges of pages) {
    for (const { id: _id, amountFen, arrivedFen, ...pledge } of pledges) {
      yield `${before}\n${JSON.stringify({ ...pledge, amountFen: String(amountFen), arrivedFen: String(arrivedFen) })}`
      before = ','
    }
  }
  yield before === '[' ? '[]' : '\n]'
}
