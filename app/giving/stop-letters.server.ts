import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'

interface Run {
  kind: 'statement' | 'thanks'
  campaign: string | null
  fund: string | null
  state: string
}
const hold = `SELECT kind, campaign, fund, state FROM giving_letter_run WHERE id = $1::uuid FOR UPDATE`

/**
 * Stops a batch: what has not gone out stays in; a letter that is on its way at this moment may still arrive. Started again it
 * goes to the others. Refuses `not-allowed`, `not-running`.
 */
export async function stopLetters(
  db: Database,
  by: Actor,
  runId: string,
): Promise<Outcome<object, 'not-allowed' | 'not-running'>> {
  if (!isUuid(runId)) return { ok: false, reason: 'not-running' }
  return db.transaction(async (tx) => {
    const [run] = await tx.query<Run>(hold, [runId])
    if (!run) return { ok: false, reason: 'not-running' }
    const subject = run.campaign ? { campaign: run.campaign } : run.fund ? { fund: run.fund } : {}
    if (!can(by, `${run.kind}.send`, subject)) return { ok: false, reason: 'not-allowed' }
    if (run.state !== 'running') return { ok: false, reason: 'not-running' }
    await tx.query(
      `UPDATE giving_letter_run SET state = 'stopped', ended_at = clock_timestamp(), stopped_name = $2 WHERE id = $1::uuid`,
      [runId, by.name],
    )
    await recordAct(tx, { by, action: `${run.kind}.stop`, subject: { kind: 'letters', id: runId } })
    return { ok: true }
  })
}
