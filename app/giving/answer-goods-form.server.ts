import type { Actor } from '~/identity/actor'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { FileStore } from '~/platform/files/file-store.server'
import {
  type EvidenceRefusal,
  mostEvidenceBytes,
  storeEvidence,
} from '~/platform/files/store-evidence.server'
import { readUploadOfOne } from '~/platform/read-upload-of-one.server'
import { dropGoods } from './drop-goods.server'
import { enterGoodsLine } from './enter-goods-line.server'
import { giveGoods } from './give-goods.server'
import { type GoodsErrors, readGoodsLine, readGoodsOut } from './goods'
import { handInGoods } from './hand-in-goods.server'
import { removeGoodsLine } from './remove-goods-line.server'
import { takeBackGoods } from './take-back-goods.server'

export const goodsDeeds = [
  ...(['opened', 'entered', 'removed', 'handed-in', 'dropped', 'given', 'taken-back'] as const),
] as const
export type GoodsDeed = (typeof goodsDeeds)[number]
export type GoodsAnswer =
  | { done: GoodsDeed }
  /** `at`: the part of the page that was sent: `line`, a line's or a giving out's id, `drop`, `hand-in`. */
  | {
      refused: string | null
      at: string
      form: Record<string, string>
      errors: GoodsErrors & { evidence?: EvidenceRefusal }
    }

/**
 * Answers the forms of a page of goods: reads them with the file they bring and hands them to their verb. Null for whoever may not,
 * and for what is no such form.
 */
export async function answerGoodsForm(
  { db, files }: { db: Database; files: FileStore },
  by: Actor,
  { goodsId, request, today }: { goodsId: string; request: Request; today: Day },
): Promise<GoodsAnswer | null> {
  const sent = await readUploadOfOne(request, mostEvidenceBytes)
  if (!sent) return null
  const { form, file: brought } = sent
  const text = (name: string) => (form[name] ?? '').slice(0, 1_000)
  const intent = text('intent')
  const refuse = (at: string, refused: string | null, errors: object = {}): GoodsAnswer => ({
    refused,
    at,
    form,
    errors: errors as GoodsErrors,
  })
  const answered = (
    done: GoodsDeed,
    at: string,
    outcome: { ok: true } | { ok: false; reason: string; errors?: GoodsErrors },
  ) => {
    if (outcome.ok) return { done }
    if (outcome.reason === 'not-allowed' || outcome.reason === 'unknown-goods') return null
    return refuse(at, outcome.reason === 'invalid' ? null : outcome.reason, outcome.errors)
  }
  const lineId = text('line')
  if (intent === 'enter' || intent === 'give') {
    const at = intent === 'enter' ? 'line' : lineId
    const read = intent === 'enter' ? readGoodsLine(text) : readGoodsOut(text, today)
    const stored = await storeEvidence(files, brought)
    const errors = {
      ...(read.ok ? {} : read.errors),
      ...(stored.ok ? {} : { evidence: stored.reason }),
    }
    if (!stored.ok || !read.ok) return refuse(at, null, errors)
    const { evidence } = stored
    const id = text('formId')
    return intent === 'enter'
      ? answered('entered', at, await enterGoodsLine(db, by, { goodsId, lineId: id, text, evidence }))
      : answered('given', at, await giveGoods(db, by, { goodsId, lineId, outId: id, text, evidence, today }))
  }
  switch (intent) {
    case 'remove':
      return answered('removed', lineId, await removeGoodsLine(db, by, { goodsId, lineId }))
    case 'hand-in':
      return answered('handed-in', 'hand-in', await handInGoods(db, by, goodsId))
    case 'drop':
      return answered('dropped', 'drop', await dropGoods(db, by, { goodsId, note: text('note') }))
    case 'take-back': {
      const outId = text('out')
      const back = { goodsId, outId, note: text('note'), today }
      return answered('taken-back', outId, await takeBackGoods(db, by, back))
    }
    default:
      return null
  }
}
