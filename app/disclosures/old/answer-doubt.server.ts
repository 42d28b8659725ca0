import type { Actor } from '~/identity/actor'
import { canSomewhere } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { reportOn, type Verdict } from './report'

type Refusal = 'not-allowed' | 'unknown' | 'done' | 'unknown-figure' | 'not-a-number'

const lock = 'SELECT text, state FROM disclosures_import WHERE id = $1::uuid FOR UPDATE'
const keep = `
  INSERT INTO disclosures_import_answer (bundle, place, verdict, value, by) VALUES ($1::uuid, $2, $3, $4, $5)
  ON CONFLICT (bundle, place) DO UPDATE SET verdict = excluded.verdict, value = excluded.value, by = excluded.by, at = clock_timestamp()`

/** Money in yuan to the fen, a count as whole number; null for what is neither. */
export function readValue(kind: 'money' | 'count', typed: string): bigint | null {
  const plain = typed.normalize('NFKC').replace(/[,\s元¥]/g, '')
  const [, whole, back = ''] =
    (kind === 'money' ? /^(\d{1,13})(?:\.(\d{1,2}))?$/ : /^(\d{1,15})$/).exec(plain) ?? []
  if (whole === undefined) return null
  return kind === 'money' ? BigInt(whole + back.padEnd(2, '0')) : BigInt(whole)
}

/**
 * A person says what a doubtful figure really is; said again, the later word stands, until the reading is finished. Refuses
 * `not-allowed`, `unknown`, `done`, `unknown-figure` (no doubtful figure stands there), `not-a-number` (of a correction).
 */
export async function answerDoubt(
  db: Database,
  by: Actor,
  asked: { id: string; place: number; verdict: Verdict; typed: string },
): Promise<{ ok: true } | { ok: false; reason: Refusal }> {
  if (!canSomewhere(by, 'disclosure.import')) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(asked.id)) return { ok: false, reason: 'unknown' }
  return db.transaction(async (tx) => {
    const [bundle] = await tx.query<{ text: string; state: string }>(lock, [asked.id])
    if (!bundle) return { ok: false, reason: 'unknown' }
    if (bundle.state === 'done') return { ok: false, reason: 'done' }
    const figure = reportOn(bundle.text)
      .statements.flatMap((one) => one.figures)
      .find((one) => one.from === asked.place && one.doubt !== null)
    if (!figure) return { ok: false, reason: 'unknown-figure' }
    const value = asked.verdict === 'corrected' ? readValue(figure.kind, asked.typed) : null
    if (asked.verdict === 'corrected' && value === null) return { ok: false, reason: 'not-a-number' }
    await tx.query(keep, [asked.id, asked.place, asked.verdict, value, by.id])
    const subject = { kind: 'import', id: asked.id }
    const { verdict } = asked
    await recordAct(tx, {
      by,
      action: 'disclosure.import-answer',
      subject,
      after: { said: figure.text, verdict, value },
    })
    return { ok: true }
  })
}
