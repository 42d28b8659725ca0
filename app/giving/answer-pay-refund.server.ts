import type { Actor } from '~/identity/actor'
import { type Day, isDay } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { FileStore } from '~/platform/files/file-store.server'
import {
  type EvidenceRefusal,
  mostEvidenceBytes,
  storeEvidence,
} from '~/platform/files/store-evidence.server'
import { readUploadOfOne } from '~/platform/read-upload-of-one.server'
import { dropRefund } from './drop-refund.server'
import { type PayRefundRefusal, payRefund } from './pay-refund.server'
import { refundWays } from './refund'

/** What was typed about one refund that is paid by hand, and what is wrong with it. */
export interface PayFormState {
  refundId: string
  way: string
  on: string
  line: string
  errors: {
    way?: 'choose'
    on?: 'day-missing' | 'day-wrong'
    line?: 'line-gone'
    evidence?: EvidenceRefusal
    form?: 'not-asked' | 'not-so-much-cash'
  }
}
const fieldOf: Partial<Record<PayRefundRefusal, keyof PayFormState['errors']>> = {
  'day-wrong': 'on',
  'line-gone': 'line',
}

/**
 * Reads the desk's form about a refund that came by no provider, with the file that proves it, and pays or drops it. `not-found`: whoever
 * asks may not know of it, or it is no such form.
 */
export async function answerPayRefund(
  { db, files }: { db: Database; files: FileStore },
  by: Actor,
  { giftId, request, today }: { giftId: string; request: Request; today: Day },
): Promise<{ done: 'paid' | 'dropped' } | { pay: PayFormState } | 'not-found'> {
  const sent = await readUploadOfOne(request, mostEvidenceBytes)
  if (!sent) return 'not-found'
  const { form, file: brought } = sent
  const text = (name: string) => (form[name] ?? '').trim().slice(0, 100)
  const refundId = text('refundId')
  const typed = { refundId, way: text('way'), on: text('on'), line: text('line') }
  const refuse = (errors: PayFormState['errors']) => ({ pay: { ...typed, errors } })
  if (text('intent') === 'drop-refund') {
    const dropped = await dropRefund(db, by, { giftId, refundId })
    if (dropped.ok) return { done: 'dropped' }
    return dropped.reason === 'not-asked' ? refuse({ form: 'not-asked' }) : 'not-found'
  }
  if (text('intent') !== 'pay-refund') return 'not-found'
  const way = refundWays.find((known) => known === typed.way)
  const lineId = way === 'bank' && typed.line !== '' ? typed.line : null
  // Of a line that the statement shows the day is known.
  const on = lineId ? today : typed.on
  const stored = await storeEvidence(files, brought)
  if (!way || !isDay(on) || !stored.ok)
    return refuse({
      ...(!way && { way: 'choose' as const }),
      ...(!isDay(on) && { on: 'day-missing' as const }),
      ...(!stored.ok && { evidence: stored.reason }),
    })
  const { evidence } = stored
  const paid = await payRefund(db, by, { giftId, refundId, way, on, lineId, evidence, today })
  if (paid.ok) return { done: 'paid' }
  if (paid.reason === 'not-allowed' || paid.reason === 'unknown-refund') return 'not-found'
  return refuse({ [fieldOf[paid.reason] ?? 'form']: paid.reason })
}
