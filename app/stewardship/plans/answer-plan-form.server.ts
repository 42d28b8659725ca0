import type { Actor } from '~/identity/actor'
import type { Fen } from '~/money/fen'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { FileStore } from '~/platform/files/file-store.server'
import {
  type EvidenceRefusal,
  mostEvidenceBytes,
  storeEvidence,
} from '~/platform/files/store-evidence.server'
import { readUploadOfOne } from '~/platform/read-upload-of-one.server'
import { approvePlan } from './approve-plan.server'
import { askPaymentReversal } from './ask-payment-reversal.server'
import { closePlan } from './close-plan.server'
import { commentPlan } from './comment-plan.server'
import { payPlan } from './pay-plan.server'
import type { PaymentErrors, PlanErrors } from './plan-form'
import { removePlanFile } from './remove-plan-file.server'
import { returnPlan } from './return-plan.server'
import { submitPlan } from './submit-plan.server'
import { withdrawPlan } from './withdraw-plan.server'

export const planDeeds = [
  ...(['drafted', 'saved', 'submitted', 'commented', 'returned', 'rejected', 'withdrawn'] as const),
  ...(['half-approved', 'approved', 'paid', 'closed', 'reversing', 'file-removed'] as const),
] as const
export type PlanDeed = (typeof planDeeds)[number]

export interface PlanRefused {
  refused: string | null
  /** The part of the page that was sent: an intent, or the payment that was to be taken back. */
  at: string
  form: Record<string, string>
  errors: (PlanErrors | PaymentErrors) & { evidence?: EvidenceRefusal }
  /** Of which fund there is not enough, and how much of it there is. */
  fund?: string
  leftFen?: Fen
}
export type PlanAnswer = { done: PlanDeed } | { incomplete: true } | PlanRefused

type Verdict =
  | { ok: true }
  | { ok: false; reason: string; errors?: PlanErrors | PaymentErrors; fund?: string; leftFen?: Fen }

/** Answers the forms of a plan's page. Null for whoever may not, and for what is no such form. */
export async function answerPlanForm(
  { db, files }: { db: Database; files: FileStore },
  by: Actor,
  { planId, request, today }: { planId: string; request: Request; today: Day },
): Promise<PlanAnswer | null> {
  const sent = await readUploadOfOne(request, mostEvidenceBytes)
  if (!sent) return null
  const { form, file: brought } = sent
  const text = (name: string) => (form[name] ?? '').slice(0, 4_000)
  const intent = text('intent')
  const of = { planId, version: Number(text('version')) }
  const said = text('text')
  const answered = (done: PlanDeed, at: string, verdict: Verdict): PlanAnswer | null => {
    if (verdict.ok) return { done }
    const { reason, errors = {}, fund, leftFen } = verdict
    if (reason === 'not-allowed' || reason === 'unknown-plan') return null
    if (reason === 'incomplete') return { incomplete: true }
    return { refused: reason === 'invalid' ? null : reason, at, form, errors, fund, leftFen }
  }
  switch (intent) {
    case 'submit':
      return answered('submitted', intent, await submitPlan(db, by, of))
    case 'comment':
      return answered('commented', intent, await commentPlan(db, by, { planId, text: said }))
    case 'return':
    case 'reject': {
      const done = intent === 'return' ? 'returned' : 'rejected'
      return answered(done, intent, await returnPlan(db, by, { ...of, as: intent, text: said }))
    }
    case 'withdraw':
      return answered('withdrawn', intent, await withdrawPlan(db, by, of))
    case 'approve': {
      const approved = await approvePlan(db, by, { ...of, on: today, text: said })
      if (approved.ok) return { done: approved.state }
      return answered('approved', intent, { ...approved, leftFen: approved.availableFen })
    }
    case 'pay': {
      const stored = await storeEvidence(files, brought)
      const evidence = stored.ok ? stored.evidence : null
      const paid = await payPlan(db, by, { planId, id: text('formId'), text, evidence, today })
      const answer = answered('paid', intent, paid)
      if (stored.ok || !answer || !('errors' in answer)) return answer
      const refused = answer.refused === 'evidence-missing' ? null : answer.refused
      return {
        ...answer,
        refused,
        errors: { ...answer.errors, evidence: stored.reason } as PlanRefused['errors'],
      }
    }
    case 'close':
      return answered('closed', intent, await closePlan(db, by, { ...of, on: today, text: said }))
    case 'reverse': {
      const id = text('payment')
      return answered('reversing', id, await askPaymentReversal(db, by, { planId, id, text: said }))
    }
    case 'remove-file':
      return answered('file-removed', intent, await removePlanFile(db, by, { planId, stored: text('file') }))
    default:
      return null
  }
}
