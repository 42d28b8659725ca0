import type { Sql } from '~/platform/db.server'
import type { CaseDraft } from '../assistance'
import type { PersonBox } from '../person-box.server'

const insert = `
  INSERT INTO stewardship_assistance_case (id, batch, category, amount_fen, township, person, person_key)
  SELECT id, $1::uuid, category, fen, township, person, mark
    FROM unnest($2::uuid[], $3::text[], $4::bigint[], $5::text[], $6::bytea[], $7::bytea[]) AS x (id, category, fen, township, person, mark)
  ON CONFLICT (id) DO NOTHING RETURNING id`

/** Writes cases into a batch in their order, each person sealed. Answers how many are new. */
export async function writeCases(
  tx: Sql,
  box: PersonBox,
  batchId: string,
  cases: readonly { id: string; draft: CaseDraft }[],
): Promise<number> {
  const rows = await tx.query(insert, [
    batchId,
    cases.map(({ id }) => id),
    cases.map(({ draft }) => draft.category),
    cases.map(({ draft }) => draft.amountFen),
    cases.map(({ draft }) => draft.township),
    cases.map(({ id, draft }) => box.sealPerson(id, draft.person)),
    cases.map(({ draft }) => box.markOf(draft.person.idNumber)),
  ])
  return rows.length
}
