import type { Actor } from '~/identity/actor'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { answerDoubt } from './answer-doubt.server'
import { finishOldBundle } from './finish-old-bundle.server'
import { offerOldStatement } from './offer-old-statement.server'
import { verdicts } from './report'

/** Answers the forms of a kept text's page: a doubtful figure, the end of the reading, or an offer to publish the statement `n`. */
export function answerReportForm(
  db: Database,
  by: Actor,
  { id, n, today, text }: { id: string; n: number; today: Day; text: (name: string) => string },
) {
  if (text('intent') === 'finish') return finishOldBundle(db, by, id)
  if (text('intent') === 'offer') {
    const offer = { bundle: id, n, project: text('project'), source: text('source') }
    return offerOldStatement(db, by, { ...offer, today })
  }
  const place = /^\d{1,9}$/.test(text('place')) ? Number(text('place')) : -1
  const verdict = verdicts.find((one) => one === text('verdict')) ?? 'right'
  return answerDoubt(db, by, { id, place, verdict, typed: text('typed') })
}
