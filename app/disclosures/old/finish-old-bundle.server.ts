import type { Actor } from '~/identity/actor'
import { canSomewhere } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'

const lock = `
  SELECT state, doubts - (SELECT count(*) FROM disclosures_import_answer a WHERE a.bundle = b.id)::int AS open
    FROM disclosures_import b WHERE id = $1::uuid FOR UPDATE`
const finish = `UPDATE disclosures_import SET state = 'done', done_name = $2, done_at = clock_timestamp() WHERE id = $1::uuid`

/** The reading is finished: nothing of it changes any more. Refuses `not-allowed`, `unknown`, `done`, `doubts-open`. */
export async function finishOldBundle(
  db: Database,
  by: Actor,
  id: string,
): Promise<{ ok: true } | { ok: false; reason: 'not-allowed' | 'unknown' | 'done' | 'doubts-open' }> {
  if (!canSomewhere(by, 'disclosure.import')) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(id)) return { ok: false, reason: 'unknown' }
  return db.transaction(async (tx) => {
    const [bundle] = await tx.query<{ state: string; open: number }>(lock, [id])
    if (!bundle) return { ok: false, reason: 'unknown' }
    if (bundle.state === 'done') return { ok: false, reason: 'done' }
    if (bundle.open > 0) return { ok: false, reason: 'doubts-open' }
    await tx.query(finish, [id, by.name])
    await recordAct(tx, { by, action: 'disclosure.import-done', subject: { kind: 'import', id } })
    return { ok: true }
  })
}
