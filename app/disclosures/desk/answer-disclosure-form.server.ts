import type { Actor } from '~/identity/actor'
import { decideProposal, type Executors } from '~/identity/decide-proposal.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { newestDisclosure } from '../internal/disclosure-row.server'
import { acknowledgeNumber } from '../publication/acknowledge-number.server'
import { type DisclosureErrors, formKeys } from '../publication/disclosure-form'
import { submitDisclosure } from '../publication/submit-disclosure.server'
import { writeDisclosure } from '../publication/write-disclosure.server'
import type { FigureSource } from '../statement/figure-source'
import type { Quarter } from '../statement/quarter'

export const disclosureDeeds = [
  'written',
  'acknowledged',
  'submitted',
  'published',
  'rejected',
  'withdrawn',
] as const
export type DisclosureDeed = (typeof disclosureDeeds)[number]
export type DisclosureAnswer =
  | { done: DisclosureDeed }
  | { refused: string; form: Record<string, string>; errors: DisclosureErrors }

const decisions = { publish: 'approved', reject: 'rejected', withdraw: 'withdrawn' } as const
const deeds = { approved: 'published', rejected: 'rejected', withdrawn: 'withdrawn' } as const

/** Answers the forms of a statement's page on the desk. Null for whoever may not, and for what is no such form. */
export async function answerDisclosureForm(
  { db, sources, executors }: { db: Database; sources: readonly FigureSource[]; executors: Executors },
  by: Actor,
  { project, quarter, sent, today }: { project: string; quarter: Quarter; sent: FormData; today: Day },
): Promise<DisclosureAnswer | null> {
  const text = (name: string) => String(sent.get(name) ?? '').slice(0, 20_000)
  const intent = text('intent')
  const form = Object.fromEntries(formKeys.map((key) => [key, text(key)]))
  const answered = (
    done: DisclosureDeed,
    outcome: { ok: boolean; reason?: string; errors?: DisclosureErrors },
  ): DisclosureAnswer | null => {
    if (outcome.ok) return { done }
    if (outcome.reason === 'not-allowed' || outcome.reason === 'unknown-project') return null
    return { refused: outcome.reason!, form, errors: outcome.errors ?? {} }
  }
  if (intent === 'write')
    return answered(
      'written',
      await writeDisclosure(db, by, { project, quarter, text, seen: text('seen') }, sources),
    )
  const row = await newestDisclosure(db, project, quarter.period)
  if (!row) return null
  if (intent === 'acknowledge')
    return answered(
      'acknowledged',
      await acknowledgeNumber(db, by, { id: row.id, number: text('number'), reason: text('reason') }),
    )
  if (intent === 'submit')
    return answered('submitted', await submitDisclosure(db, by, { id: row.id, today }, sources))
  if (intent !== 'publish' && intent !== 'reject' && intent !== 'withdraw') return null
  if (!row.proposal) return { refused: 'not-waiting', form, errors: {} }
  // What the person was shown: withdrawn and handed in again, it is another text that nobody has read yet.
  if (row.proposal !== text('proposal')) return { refused: 'read-again', form, errors: {} }
  const decision = decisions[intent]
  const asked = { id: row.proposal, decision, note: text('note').slice(0, 500) }
  const decided = await decideProposal(db, by, asked, executors)
  if (decided.ok) return { done: deeds[decision] }
  if (decided.reason === 'unknown-proposal') return null
  const reason = decided.reason === 'refused' ? (decided.why ?? 'changed-since') : decided.reason
  return { refused: reason, form, errors: {} }
}
