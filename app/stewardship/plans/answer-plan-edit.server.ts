import { randomUUID } from 'node:crypto'
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
import { draftPlan } from './draft-plan.server'
import { editPlan } from './edit-plan.server'
import type { PlanErrors } from './plan-form'
import { submitPlan } from './submit-plan.server'

export type PlanEditAnswer =
  | { planId: string; outcome: 'drafted' | 'saved' | 'submitted' | 'incomplete' }
  | {
      refused: 'not-open' | 'changed-meanwhile' | 'too-many-files' | null
      form: Record<string, string>
      errors: PlanErrors & { file?: EvidenceRefusal }
    }

/**
 * Answers the form of a plan, a new one (`planId` null) or one to be changed: keeps it, and hands it in when that was asked. What is not
 * complete stays a draft. Null for whoever may not, and for what is no such form.
 */
export async function answerPlanEdit(
  { db, files }: { db: Database; files: FileStore },
  by: Actor,
  { planId, request, today }: { planId: string | null; request: Request; today: Day },
): Promise<PlanEditAnswer | null> {
  const sent = await readUploadOfOne(request, mostEvidenceBytes)
  if (!sent) return null
  const { form, file: brought } = sent
  const text = (name: string) => (form[name] ?? '').slice(0, 10_000)
  const stored = await storeEvidence(files, brought)
  if (!stored.ok && stored.reason !== 'file-missing')
    return { refused: null, form, errors: { file: stored.reason } as PlanErrors & { file: EvidenceRefusal } }
  const file = stored.ok ? stored.evidence : null
  const version = Number(text('version'))
  const id = planId ?? (text('formId') || randomUUID())
  const kept =
    planId === null
      ? await draftPlan(db, by, { id, text, file, today })
      : await editPlan(db, by, { planId, version, text, file })
  if (!kept.ok) {
    if (kept.reason === 'not-allowed' || kept.reason === 'unknown-plan') return null
    return { refused: kept.reason === 'invalid' ? null : kept.reason, form, errors: kept.errors ?? {} }
  }
  if (text('intent') !== 'submit') return { planId: id, outcome: planId === null ? 'drafted' : 'saved' }
  const handed = await submitPlan(db, by, { planId: id, version: 'version' in kept ? kept.version : 1 })
  return { planId: id, outcome: handed.ok ? 'submitted' : 'incomplete' }
}
