import type { Actor } from '~/identity/actor'
import { canSomewhere } from '~/identity/can'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Answer } from './report'

export interface OldBundleRow {
  id: string
  name: string
  statements: number
  findings: number
  doubts: number
  state: 'open' | 'done'
  madeName: string
  madeAt: Date
  doneName: string | null
  doneAt: Date | null
}
const columns = `
  id::text, name, statements, findings, doubts, state, made_name AS "madeName", made_at AS "madeAt", done_name AS "doneName", done_at AS "doneAt"`

/** A kept text with what was said of its doubtful figures; null for what is not there, or not for `by`. */
export async function findOldBundle(
  sql: Sql,
  by: Actor,
  id: string,
): Promise<(OldBundleRow & { text: string; answers: Answer[] }) | null> {
  if (!isUuid(id) || !canSomewhere(by, 'disclosure.import')) return null
  const [row] = await sql.query<OldBundleRow & { text: string }>(
    `SELECT ${columns}, text FROM disclosures_import WHERE id = $1::uuid`,
    [id],
  )
  if (!row) return null
  const answers = await sql.query<Answer>(
    'SELECT place, verdict, value FROM disclosures_import_answer WHERE bundle = $1::uuid ORDER BY place',
    [id],
  )
  return { ...row, answers }
}

const mostListed = 100

/** The texts that were brought last; empty for whoever may not. */
export async function listOldBundles(sql: Sql, by: Actor): Promise<OldBundleRow[]> {
  if (!canSomewhere(by, 'disclosure.import')) return []
  return sql.query<OldBundleRow>(
    `SELECT ${columns} FROM disclosures_import ORDER BY made_at DESC, id DESC LIMIT ${mostListed}`,
  )
}
