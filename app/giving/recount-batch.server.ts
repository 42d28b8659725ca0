import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { type DecideRefusal, decideWithin } from '~/identity/decide-proposal.server'
import { recordAct } from '~/identity/record-act.server'
import type { Fen } from '~/money/fen'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { type AgreeBatchRefusal, agreeBatch } from './agree-batch.server'
import type { Pieces } from './batch'
import { batchRow, countingOf } from './internal/batch-row.server'
import { keepCount } from './internal/keep-count.server'

export type RecountRefusal =
  | 'not-allowed'
  | 'unknown-batch'
  | 'not-counting'
  | 'entered-it'
  | Exclude<AgreeBatchRefusal, 'count-first'>

class Refused extends Error {
  constructor(readonly reason: RecountRefusal) {
    super(reason)
  }
}
const first = `
  SELECT counted_fen AS fen FROM giving_batch_count WHERE batch_id = $1::uuid AND round = $2 AND nth = 1`
const refusals: Record<DecideRefusal, RecountRefusal> = {
  'unknown-proposal': 'not-allowed',
  'not-waiting': 'not-counting',
  'not-allowed': 'not-allowed',
}

/**
 * The second person counts a batch without having seen what the first has counted. The two agree: every line is booked, in this
 * transaction (a cheque waits until it has cleared). They differ: both counts are kept, the difference is answered, and the batch
 * is open again for lines to be looked at and for two new counts; guessing at the first's count is no way.
 * Refuses `not-allowed` (also to whoever counted first, and their stand-in), `unknown-batch`, `not-counting` (nobody has counted, or
 * another one was quicker), `entered-it` (whoever entered lines knows the sum), and what `agreeBatch` refuses.
 */
export async function recountBatch(
  db: Database,
  by: Actor,
  { batchId, countedFen, pieces = {} }: { batchId: string; countedFen: Fen; pieces?: Pieces },
): Promise<Outcome<{ agreed: boolean; differenceFen: Fen }, RecountRefusal>> {
  try {
    return await db.transaction(async (tx) => {
      const batch = await batchRow(tx, batchId, 'lock')
      if (!can(by, 'offline.count', { campaign: batch?.campaign })) throw new Refused('not-allowed')
      if (!batch) throw new Refused('unknown-batch')
      const { proposalId, entered } = await countingOf(tx, batchId, by.id)
      if (batch.state !== 'open' || proposalId === null) throw new Refused('not-counting')
      const [counted] = await tx.query<{ fen: Fen }>(first, [batchId, batch.round])
      const differenceFen = countedFen - counted!.fen
      const agreed = differenceFen === 0n
      // Who may not decide is refused below, and then nothing of this is kept.
      if (entered) throw new Refused((await isFirst(tx, proposalId, by)) ? 'not-allowed' : 'entered-it')
      await keepCount(tx, by, { batchId, nth: 2, countedFen, pieces })
      const decision = agreed ? 'approved' : 'rejected'
      const decided = await decideWithin(
        tx,
        by,
        { id: proposalId, decision },
        { 'offline.count': (inner, _, second) => agreeBatch(inner, second, batchId) },
      )
      if (!decided.ok)
        throw new Refused(
          decided.reason === 'refused' ? (decided.why as RecountRefusal) : refusals[decided.reason],
        )
      if (!agreed) {
        const subject = { kind: 'batch', id: batchId }
        await recordAct(tx, { by, action: 'offline.differ', subject, after: { differenceFen } })
      }
      return { ok: true, agreed, differenceFen }
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason }
    throw error
  }
}

async function isFirst(tx: Parameters<typeof batchRow>[0], proposalId: string, by: Actor): Promise<boolean> {
  const [row] = await tx.query<{ by: string }>(
    'SELECT proposed_by AS by FROM identity_proposal WHERE id = $1::uuid',
    [proposalId],
  )
  return row!.by === by.id
}
