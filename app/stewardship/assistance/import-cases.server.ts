import { randomUUID } from 'node:crypto'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database, Sql } from '~/platform/db.server'
import { dropUpload, findUpload, keepUpload } from '~/platform/keep-upload.server'
import type { Outcome } from '~/platform/outcome'
import { type CaseDraft, mostCases } from './assistance'
import { isReady } from './case-plan'
import { batchRow, reachOfBatch } from './internal/batch-row.server'
import { writeCases } from './internal/write-cases.server'
import type { PersonBox } from './person-box.server'
import { planCaseImport } from './plan-case-import.server'

const kind = 'assistance'
/** What an uploaded list is sealed for: it names people, and waits for its confirmation as sealed as they are kept. */
const owner = (batchId: string) => `upload ${batchId}`

/** Keeps a list for an hour between looking and confirming, sealed. */
export const keepCaseList = (
  db: Database,
  by: Actor,
  { batchId, name, content, box }: { batchId: string; name: string; content: Uint8Array; box: PersonBox },
): Promise<string> =>
  keepUpload(db, { kind, madeBy: by.id, name, content: box.seal(owner(batchId), content) })

/** The list that `by` brought for this batch within the hour; null when there is none. */
export async function findCaseList(
  sql: Sql,
  by: Actor,
  { batchId, id, box }: { batchId: string; id: string; box: PersonBox },
): Promise<{ name: string; content: Uint8Array } | null> {
  const upload = await findUpload(sql, { id, kind, madeBy: by.id })
  try {
    return upload && { name: upload.name, content: box.open(owner(batchId), upload.content) }
  } catch {
    return null // brought for another batch
  }
}

type ImportRefusal =
  | 'not-allowed'
  | 'unknown-batch'
  | 'not-open'
  | 'upload-gone'
  | 'plan-changed'
  | 'not-ready'
  | 'too-many-cases'

/**
 * Enters every case of an uploaded list, all or none, and once: a confirmation that is sent twice waits at the batch and finds the list
 * gone. `planHash` is the hash of the plan that the person was shown. Refuses
 * `not-allowed`, `unknown-batch`, `not-open`, `upload-gone`, `plan-changed` (look again), `not-ready` (a row must be mended),
 * `too-many-cases`.
 */
export async function importCases(
  db: Database,
  by: Actor,
  asked: { batchId: string; uploadId: string; planHash: string; box: PersonBox },
): Promise<Outcome<{ entered: number }, ImportRefusal>> {
  const { batchId, uploadId, planHash, box } = asked
  return db.transaction(async (tx) => {
    const batch = await batchRow(tx, batchId, 'lock')
    if (!can(by, 'assistance.enter', reachOfBatch(batch))) return { ok: false, reason: 'not-allowed' }
    if (!batch) return { ok: false, reason: 'unknown-batch' }
    if (batch.state !== 'open' || batch.waiting) return { ok: false, reason: 'not-open' }
    const upload = await findCaseList(tx, by, { batchId, id: uploadId, box })
    if (!upload) return { ok: false, reason: 'upload-gone' }
    const drafts: CaseDraft[] = []
    const plan = await planCaseImport(tx, box, upload.content, (draft) => drafts.push(draft))
    if (plan.hash !== planHash) return { ok: false, reason: 'plan-changed' }
    if (!isReady(plan)) return { ok: false, reason: 'not-ready' }
    const [there] = await tx.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM stewardship_assistance_case WHERE batch = $1::uuid',
      [batchId],
    )
    if (there!.n + drafts.length > mostCases) return { ok: false, reason: 'too-many-cases' }
    const cases = drafts.map((draft) => ({ id: randomUUID(), draft }))
    await writeCases(tx, box, batchId, cases)
    const after = { entered: cases.length, sumFen: plan.sumFen }
    await recordAct(tx, {
      by,
      action: 'assistance.import',
      subject: { kind: 'assistance', id: batchId },
      after,
    })
    await dropUpload(tx, uploadId)
    return { ok: true, entered: cases.length }
  })
}
