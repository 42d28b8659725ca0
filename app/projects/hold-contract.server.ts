import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'

const hold = `
  SELECT project, total_fen AS "totalFen", yearly_fen AS "yearlyFen", cancelled_on AS "cancelledOn", from_on AS "fromOn", to_on AS "toOn",
         (SELECT count(*) FROM projects_instalment i WHERE i.contract = c.id)::int AS instalments
    FROM projects_contract c WHERE id = $1::uuid FOR UPDATE OF c`

/** A contract as it stands, for whoever pays under it: held until the transaction ends, so that it is neither cancelled nor paid under meanwhile. */
export async function holdContract(tx: Sql, contract: string) {
  const [held] = await tx.query<{
    project: string
    totalFen: Fen
    yearlyFen: Fen | null
    cancelledOn: Day | null
    fromOn: Day
    toOn: Day
    instalments: number
  }>(hold, [contract])
  return held ?? null
}
