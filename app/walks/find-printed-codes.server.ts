import type { Sql } from '~/platform/db.server'
import { chainValues } from './code-chain'

/** A place's codes of one kind, all of them: who has these can stamp from afar, so they go to who prints and to nobody else. */
export interface PrintedCode {
  chain: string
  place: string
  stepSeconds: number
  startsAt: number
  values: string[]
}

const find = `
  SELECT h.id AS chain, h.place, h.step_seconds AS "stepSeconds", h.starts_at AS "startsAt", h.steps, h.seed
    FROM walks_code_chain h JOIN walks_place p ON p.campaign = h.campaign AND p.key = h.place
   WHERE h.campaign = $1 AND h.kind = $2 AND h.revoked_at IS NULL AND ($3::text IS NULL OR h.place = $3)
   ORDER BY p.position, p.key`

/** Codes to print, `static` for posters and `page` for flip-books, in the order of their places; of one `place`, or of all. */
export async function findPrintedCodes(
  sql: Sql,
  campaign: string,
  kind: 'static' | 'page',
  place: string | null = null,
): Promise<PrintedCode[]> {
  const rows = await sql.query<
    Omit<PrintedCode, 'startsAt' | 'values'> & { startsAt: Date; steps: number; seed: Uint8Array }
  >(find, [campaign, kind, place])
  return rows.map(({ startsAt, steps, seed, ...row }) => ({
    ...row,
    startsAt: startsAt.getTime(),
    values: chainValues(row.chain, steps, seed).values,
  }))
}
