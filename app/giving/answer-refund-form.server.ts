import { randomUUID } from 'node:crypto'
import type { Actor } from '~/identity/actor'
import { parseYuan } from '~/money/fen'
import type { Database } from '~/platform/db.server'
import { askRefund } from './ask-refund.server'
import { refundReasons } from './refund'

/** What was typed, and what is wrong with it. */
export interface RefundFormState {
  amount: string
  reason: string
  note: string
  errors: {
    amount?: 'not-a-number' | 'more-than-left'
    reason?: 'choose'
    note?: 'note-too-long'
    form?: 'already-proposed' | 'not-refundable'
  }
}

/** Reads the desk's refund form and asks for the refund. `not-found`: whoever asks may not know of the gift. */
export async function answerRefundForm(
  db: Database,
  by: Actor,
  giftId: string,
  form: FormData,
  aloneUpToFen: bigint,
): Promise<{ done: 'asked' | 'proposed' } | { refused: RefundFormState } | 'not-found'> {
  const text = (name: string) => String(form.get(name) ?? '')
  const typed = { amount: text('amount'), reason: text('reason'), note: text('note') }
  const amount = parseYuan(typed.amount)
  const reason = refundReasons.find((known) => known === typed.reason)
  if (!amount.ok || !reason) {
    const errors = {
      ...(!amount.ok && { amount: 'not-a-number' as const }),
      ...(!reason && { reason: 'choose' as const }),
    }
    return { refused: { ...typed, errors } }
  }
  const refundId = text('refundId') || randomUUID()
  const asked = await askRefund(
    db,
    by,
    { refundId, giftId, amountFen: amount.fen, reason, note: typed.note },
    aloneUpToFen,
  )
  if (asked.ok) return { done: asked.proposed ? 'proposed' : 'asked' }
  switch (asked.reason) {
    case 'not-allowed':
    case 'unknown-gift':
      return 'not-found'
    case 'amount-invalid':
      return { refused: { ...typed, errors: { amount: 'not-a-number' } } }
    case 'more-than-left':
      return { refused: { ...typed, errors: { amount: 'more-than-left' } } }
    case 'note-too-long':
      return { refused: { ...typed, errors: { note: 'note-too-long' } } }
    default:
      return { refused: { ...typed, errors: { form: asked.reason } } }
  }
}
