import { randomUUID } from 'node:crypto'
import { checkDigit } from '~/platform/check-digit'
import type { Database } from '~/platform/db.server'
import { walk } from './support'

let number = 1_000_001
/** The reference of the next pledge, as every pledge has one. */
export const nextReference = (): string => {
  const digits = String(number++)
  return `SX-P${digits}${checkDigit(digits)}`
}

/** A promise of `fen`, open. */
export async function promised(
  db: Database,
  fen: bigint,
  { unitName = '南村小学', reference = nextReference(), fund = null as string | null } = {},
): Promise<{ id: string; reference: string; unitName: string; leftFen: bigint }> {
  const id = randomUUID()
  await db.query(
    `INSERT INTO giving_pledge (id, campaign, reference, secret, unit_name, name_consent, amount_fen, fund, pledged_on)
     VALUES ($1, $2, $3, $4, $5, true, $6, $7, '2026-03-01')`,
    [id, walk.slug, reference, randomUUID(), unitName, fen, fund],
  )
  return { id, reference, unitName, leftFen: fen }
}
