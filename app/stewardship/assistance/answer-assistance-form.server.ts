import type { Actor } from '~/identity/actor'
import type { Database } from '~/platform/db.server'
import { askAssistanceReversal } from './ask-assistance-reversal.server'
import type { AssistanceErrors, Person } from './assistance'
import { dropAssistance } from './drop-assistance.server'
import { enterCase } from './enter-case.server'
import { handInAssistance } from './hand-in-assistance.server'
import { lookAtPersons } from './look-at-persons.server'
import type { PersonBox } from './person-box.server'
import { removeCase } from './remove-case.server'

export const assistanceDeeds = [
  'opened',
  'entered',
  'removed',
  'imported',
  'handed-in',
  'dropped',
  'asked',
] as const
export type AssistanceDeed = (typeof assistanceDeeds)[number]
export type AssistanceAnswer =
  | { done: AssistanceDeed }
  | { persons: Record<string, Person> }
  /** `at`: the part of the page that was sent. */
  | { refused: string | null; at: string; form: Record<string, string>; errors: AssistanceErrors }

/** Answers the forms of a batch's page. Null for whoever may not, and for what is no such form. */
export async function answerAssistanceForm(
  { db, box }: { db: Database; box: PersonBox },
  by: Actor,
  { batchId, form }: { batchId: string; form: Record<string, string> },
): Promise<AssistanceAnswer | null> {
  const text = (name: string) => (form[name] ?? '').slice(0, 1_000)
  const answered = (
    done: AssistanceDeed,
    at: string,
    outcome: { ok: true } | { ok: false; reason: string; errors?: AssistanceErrors },
  ): AssistanceAnswer | null => {
    if (outcome.ok) return { done }
    if (outcome.reason === 'not-allowed' || outcome.reason === 'unknown-batch') return null
    const refused = outcome.reason === 'invalid' ? null : outcome.reason
    return { refused, at, form, errors: outcome.errors ?? {} }
  }
  switch (text('intent')) {
    case 'enter': {
      const entered = await enterCase(db, by, { batchId, caseId: text('formId'), text, box })
      return answered('entered', 'case', entered)
    }
    case 'remove':
      return answered('removed', 'cases', await removeCase(db, by, { batchId, caseId: text('case') }))
    case 'hand-in':
      return answered('handed-in', 'hand-in', await handInAssistance(db, by, batchId))
    case 'drop':
      return answered('dropped', 'drop', await dropAssistance(db, by, { batchId, note: text('note') }))
    case 'take-back': {
      const asked = await askAssistanceReversal(db, by, { batchId, note: text('note') })
      return answered('asked', 'take-back', asked)
    }
    case 'look': {
      const seen = await lookAtPersons(db, by, { batchId, box })
      return seen.ok ? { persons: seen.persons } : null
    }
    default:
      return null
  }
}
