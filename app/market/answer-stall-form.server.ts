import type { Actor } from '~/identity/actor'
import type { Database } from '~/platform/db.server'
import { wholeNumber } from '~/platform/whole-number'
import { countCash } from './count-cash.server'
import { readCounted, readCountFields } from './count-form'
import { editStall } from './edit-stall.server'
import { endStallDevice } from './end-stall-device.server'
import type { StallAnswer, StallDeed } from './stall-answer'
import { readStallFields, readStallForm } from './stall-form'

export interface SentStallForm {
  campaign: string
  stall: string
  form: FormData
  now: Date
}
export type StallFormAnswer = { done: StallDeed } | { refused: StallAnswer; status: 409 | 422 }

/** What of a refusal stands at which field; the rest is about the whole form. */
const fieldOf: Record<string, string> = {
  'number-taken': 'number',
  'number-in-use': 'number',
  'unknown-fund': 'fund',
  'fund-in-use': 'fund',
}

/** The three forms of a stall's page at the desk: a phone is given up, cash is counted, or the stall is changed. */
export function answerStallForm(db: Database, by: Actor, sent: SentStallForm): Promise<StallFormAnswer> {
  const intent = sent.form.get('intent')
  if (intent === 'end-device') return endDevice(db, by, sent)
  return intent === 'count' ? count(db, by, sent) : save(db, by, sent)
}

async function endDevice(db: Database, by: Actor, { form, now }: SentStallForm): Promise<StallFormAnswer> {
  const [device, note] = [String(form.get('device') ?? ''), String(form.get('note') ?? '').slice(0, 500)]
  const ended = await endStallDevice(db, by, { device, note }, now)
  return ended.ok
    ? { done: 'ended' }
    : { refused: { ended: { device, note, reason: ended.reason } }, status: 409 }
}

async function count(db: Database, by: Actor, { campaign, stall, form }: SentStallForm) {
  const fields = readCountFields(form)
  const countedFen = readCounted(fields.counted)
  const refuse = (reason: string, status: 409 | 422): StallFormAnswer => ({
    refused: { count: { fields, reason } },
    status,
  })
  if (countedFen === null) return refuse('amount', 422)
  const { id, note } = fields
  const counted = await countCash(db, by, { id, at: { campaign, stall }, countedFen, note })
  if (counted.ok || counted.reason === 'already-counted') return { done: 'counted' as const }
  return refuse(counted.reason, 409)
}

async function save(
  db: Database,
  by: Actor,
  { campaign, stall: key, form }: SentStallForm,
): Promise<StallFormAnswer> {
  const fields = readStallFields(form)
  const version = Number(wholeNumber(String(form.get('version') ?? '')) ?? 0n)
  const read = readStallForm(fields, key)
  if (!read.ok) return { refused: { fields, errors: read.errors }, status: 422 }
  const saved = await editStall(db, by, { campaign, stall: read.stall, version })
  if (saved.ok) return { done: saved.changed ? 'saved' : 'unchanged' }
  const field = fieldOf[saved.reason]
  const said = field ? { errors: { [field]: saved.reason } } : { errors: {}, reason: saved.reason }
  return { refused: { fields, ...said }, status: 409 }
}
