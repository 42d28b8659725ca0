import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { type AssistanceErrors, mostCases, readCase } from './assistance'
import { batchRow, reachOfBatch } from './internal/batch-row.server'
import { writeCases } from './internal/write-cases.server'
import { listCategories } from './list-categories.server'
import type { PersonBox } from './person-box.server'

export type EnterCaseRefusal = 'not-allowed' | 'unknown-batch' | 'not-open' | 'too-many-cases' | 'invalid'

/**
 * Enters one case; who it is, is sealed before it is written, and stands in no act. Sent twice it is there once. Refuses `not-allowed`,
 * `unknown-batch`, `not-open` (handed on, or paid), `too-many-cases`, `invalid` (with the fields' faults).
 */
export async function enterCase(
  db: Database,
  by: Actor,
  asked: { batchId: string; caseId: string; text: (name: string) => string; box: PersonBox },
): Promise<Outcome<object, EnterCaseRefusal> & { errors?: AssistanceErrors }> {
  const { batchId, caseId, text, box } = asked
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'lock')
    if (!can(by, 'assistance.enter', reachOfBatch(batch))) return { ok: false, reason: 'not-allowed' }
    if (!batch) return { ok: false, reason: 'unknown-batch' }
    if (batch.state !== 'open' || batch.waiting) return { ok: false, reason: 'not-open' }
    const read = readCase(text, new Set((await listCategories(tx)).map(({ key }) => key)))
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    if (!isUuid(caseId)) return { ok: false, reason: 'invalid', errors: { formId: 'missing' } }
    const [there] = await tx.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM stewardship_assistance_case WHERE batch = $1::uuid',
      [batchId],
    )
    if (there!.n >= mostCases) return { ok: false, reason: 'too-many-cases' }
    if ((await writeCases(tx, box, batchId, [{ id: caseId, draft: read.draft }])) === 0) return { ok: true }
    const { category, amountFen } = read.draft
    const after = { caseId, category, amountFen }
    await recordAct(tx, {
      by,
      action: 'assistance.case',
      subject: { kind: 'assistance', id: batchId },
      after,
    })
    return { ok: true }
  })
}
