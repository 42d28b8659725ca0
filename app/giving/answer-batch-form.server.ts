import type { Actor } from '~/identity/actor'
import type { Executors } from '~/identity/decide-proposal.server'
import { decideProposal } from '~/identity/decide-proposal.server'
import { type Fen, parseYuan } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { askLineReversal } from './ask-line-reversal.server'
import { type BatchKind, readPieces, sumOfPieces } from './batch'
import { type LineErrors, type LineFields, lineFieldsOf } from './batch-form'
import { clearCheque } from './clear-cheque.server'
import { countBatch } from './count-batch.server'
import { dropBatch } from './drop-batch.server'
import { enterBatchLine } from './enter-batch-line.server'
import { countingOf } from './internal/batch-row.server'
import { recountBatch } from './recount-batch.server'
import { removeBatchLine } from './remove-batch-line.server'

export type BatchDeed =
  | 'entered'
  | 'removed'
  | 'dropped'
  | 'counted'
  | 'withdrawn'
  | 'agreed'
  | 'handed-in'
  | 'cleared'
  | 'bounced'
  | 'asked'
export type BatchAnswer =
  | { done: BatchDeed }
  /** What was typed of a line, and what is wrong with it. */
  | { line: LineFields; errors: LineErrors }
  /** `at`: the part of the page that was sent: a line's id, `count` or `drop`. */
  | { refused: string; at: string; form: Record<string, string>; differenceFen?: Fen }

/** Answers the forms of a batch's page: hands each to its verb. Null for whoever may not, and for what is no such form. */
export async function answerBatchForm(
  db: Database,
  by: Actor,
  asked: { batchId: string; kind: BatchKind; form: FormData; locale: Locale; today: Day },
  executors: Executors,
): Promise<BatchAnswer | null> {
  const { batchId, kind, form, locale, today } = asked
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, 1_000) : ''
  }
  const kept = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  const lineId = text('line')
  const intent = text('intent')
  const answered = (
    done: BatchDeed,
    at: string,
    outcome: { ok: true } | { ok: false; reason: string; differenceFen?: Fen },
  ): BatchAnswer | null => {
    if (outcome.ok) return { done }
    if (outcome.reason === 'not-allowed' && intent !== 'recount') return null
    return { refused: outcome.reason, at, form: kept, differenceFen: outcome.differenceFen }
  }
  switch (intent) {
    case 'enter': {
      const line = lineFieldsOf(form)
      const entered = await enterBatchLine(db, by, { batchId, fields: line, locale })
      if (entered.ok || entered.reason !== 'invalid') return answered('entered', 'line', entered)
      return { line, errors: entered.errors! }
    }
    case 'remove':
      return answered('removed', lineId, await removeBatchLine(db, by, { batchId, lineId }))
    case 'drop':
      return answered('dropped', 'drop', await dropBatch(db, by, { batchId, note: text('note') }))
    case 'count':
    case 'recount': {
      const counted = readCount(kind, text)
      if (!counted) return { refused: 'unreadable', at: 'count', form: kept }
      if (intent === 'count')
        return answered('counted', 'count', await countBatch(db, by, { batchId, ...counted }))
      const second = await recountBatch(db, by, { batchId, ...counted })
      if (!second.ok) return answered('agreed', 'count', second)
      const { agreed, differenceFen } = second
      if (agreed) return { done: kind === 'cash' ? 'agreed' : 'handed-in' }
      return { refused: 'counts-differ', at: 'count', form: {}, differenceFen }
    }
    case 'withdraw': {
      const { proposalId } = await countingOf(db, batchId, by.id)
      if (proposalId === null) return { refused: 'not-counting', at: 'count', form: kept }
      const withdrawn = await decideProposal(db, by, { id: proposalId, decision: 'withdrawn' }, executors)
      return answered('withdrawn', 'count', withdrawn)
    }
    case 'clear':
    case 'bounce': {
      const fate =
        intent === 'clear'
          ? ({ cleared: true, on: text('on') } as const)
          : ({ cleared: false, why: text('why') } as const)
      const told = await clearCheque(db, by, { batchId, lineId, fate, today })
      return answered(fate.cleared ? 'cleared' : 'bounced', lineId, told)
    }
    case 'reverse':
      return answered('asked', lineId, await askLineReversal(db, by, { batchId, lineId, note: text('note') }))
    default:
      return null
  }
}

function readCount(kind: BatchKind, text: (name: string) => string) {
  if (kind === 'cash') {
    const counted = readPieces(text)
    return counted && { pieces: counted, countedFen: sumOfPieces(counted) }
  }
  const typed = parseYuan(text('counted'))
  return typed.ok ? { countedFen: typed.fen } : null
}
