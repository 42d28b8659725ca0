import type { Actor } from '~/identity/actor'
import type { Database } from '~/platform/db.server'
import { closePot } from './close-pot.server'
import { decideMatch } from './decide-match.server'
import { draftPot } from './draft-pot.server'
import { type PotErrors, type PotFields, potFieldsOf } from './match-pot-form'
import { proposePot } from './propose-pot.server'

export const matchingDeeds = ['drafted', 'asked', 'dropped', 'closed', 'released', 'refused'] as const
export type MatchingRefusal =
  | 'no-reason'
  | 'not-running'
  | 'unknown-pot'
  | 'already-proposed'
  | 'unknown-match'
  | 'not-held'
  | 'unknown-campaign'
  | 'invalid'
export type MatchingAnswer =
  | { done: (typeof matchingDeeds)[number] }
  | {
      refused: MatchingRefusal
      /** The pot or gift whose form was sent; empty: the new pot's. */
      at: string
      note: string
      fields?: PotFields
      errors?: PotErrors
    }

/** Answers the forms of a campaign's matching page: hands each to its verb. Null for whoever may not, and for what is no such form. */
export async function answerMatchingForm(
  db: Database,
  by: Actor,
  { campaign, form, now }: { campaign: string; form: FormData; now: Date },
): Promise<MatchingAnswer | null> {
  const text = (name: string) => String(form.get(name) ?? '')
  const [intent, note] = [text('intent'), text('note')]
  const answered = (
    done: (typeof matchingDeeds)[number],
    at: string,
    outcome: { ok: true } | { ok: false; reason: MatchingRefusal | 'not-allowed' },
  ): MatchingAnswer | null => {
    if (outcome.ok) return { done }
    return outcome.reason === 'not-allowed' ? null : { refused: outcome.reason, at, note }
  }
  const potId = text('pot')
  switch (intent) {
    case 'new': {
      const fields = potFieldsOf(form)
      const drafted = await draftPot(db, by, { campaign, fields })
      const answer = answered('drafted', '', drafted)
      const errors = drafted.ok ? undefined : drafted.errors
      return answer && 'refused' in answer ? { ...answer, fields, errors } : answer
    }
    case 'ask':
      return answered('asked', potId, await proposePot(db, by, { potId, campaign, deed: 'ask' }))
    case 'drop':
      return answered('dropped', potId, await proposePot(db, by, { potId, campaign, deed: 'drop' }))
    case 'close':
      return answered('closed', potId, await closePot(db, by, { potId, campaign, reason: note }))
    case 'release':
    case 'refuse': {
      const giftId = text('gift')
      const decided = await decideMatch(db, by, { giftId, campaign, decision: intent, note, now })
      return answered(intent === 'release' ? 'released' : 'refused', giftId, decided)
    }
    default:
      return null
  }
}
