import type { Actor } from '~/identity/actor'
import { askPurposeChange } from '~/ledger/ask-purpose-change.server'
import type { FundWithTotals } from '~/ledger/fund'
import { type PurposeErrors, readPurposeForm } from '~/ledger/fund-purpose'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { FileStore } from '~/platform/files/file-store.server'
import {
  type EvidenceRefusal,
  mostEvidenceBytes,
  storeEvidence,
} from '~/platform/files/store-evidence.server'
import { readUploadOfOne } from '~/platform/read-upload-of-one.server'

export type PurposeAnswer =
  | { done: 'asked' }
  | {
      refused: 'already-proposed' | null
      form: Record<string, string>
      errors: PurposeErrors & { file?: EvidenceRefusal }
    }

/** Answers the form that asks for another purpose, with the file that it brings. Null for whoever may not, and for what is no such form. */
export async function answerPurposeForm(
  { db, files }: { db: Database; files: FileStore },
  by: Actor,
  { fund, request, today }: { fund: FundWithTotals; request: Request; today: Day },
): Promise<PurposeAnswer | null> {
  const sent = await readUploadOfOne(request, mostEvidenceBytes)
  if (!sent) return null
  const { form, file: brought } = sent
  const text = (name: string) => (form[name] ?? '').slice(0, 2_000)
  const read = readPurposeForm(text, today, fund)
  const stored = await storeEvidence(files, brought)
  if (!read.ok || !stored.ok) {
    const errors = { ...(read.ok ? {} : read.errors), ...(stored.ok ? {} : { file: stored.reason }) }
    return { refused: null, form, errors: errors as PurposeErrors }
  }
  const file = stored.evidence
  const asked = await askPurposeChange(db, by, { id: text('formId'), slug: fund.slug, text, file, today })
  if (asked.ok) return { done: 'asked' }
  if (asked.reason === 'not-allowed' || asked.reason === 'unknown-fund') return null
  const refused = asked.reason === 'already-proposed' ? asked.reason : null
  return { refused, form, errors: asked.errors ?? {} }
}
