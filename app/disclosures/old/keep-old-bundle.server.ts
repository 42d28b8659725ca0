import { createHash, randomUUID } from 'node:crypto'
import type { Actor } from '~/identity/actor'
import { canSomewhere } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { longestDocument } from '~/platform/read-document.server'
import { splitBundle } from '../bundle/split-bundle'
import { reportOn } from './report'

type Refusal = 'not-allowed' | 'empty' | 'too-long' | 'no-statements' | 'too-many'
/** A federation publishes some dozens a quarter; more in one text is no bundle, and would not be read by anybody. */
export const mostStatements = 2_000

const insert = `
  INSERT INTO disclosures_import (id, name, text, digest, statements, findings, doubts, made_by, made_name)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (digest) DO NOTHING RETURNING id::text`
const firstLineOf = (text: string) => text.trim().split('\n', 1)[0]!.trim()
const known = 'SELECT id::text FROM disclosures_import WHERE digest = $1'

/**
 * Keeps a text of old disclosures with what was read in it; the same text is kept once and answered again.
 * Without a `name` it is called by its first line. Refuses `not-allowed`,
 * `empty`, `too-long` (five million characters), `no-statements` (nothing in it has the form of a disclosure), `too-many` (statements).
 */
export async function keepOldBundle(
  db: Database,
  by: Actor,
  { name, text }: { name?: string; text: string },
): Promise<{ ok: true; id: string; created: boolean } | { ok: false; reason: Refusal }> {
  if (!canSomewhere(by, 'disclosure.import')) return { ok: false, reason: 'not-allowed' }
  const kept = text.replaceAll('\0', '').replace(/\r\n?/g, '\n')
  if (kept.trim() === '') return { ok: false, reason: 'empty' }
  if (kept.length > longestDocument) return { ok: false, reason: 'too-long' }
  if (splitBundle(kept).length > mostStatements) return { ok: false, reason: 'too-many' }
  const report = reportOn(kept)
  if (report.statements.length === 0) return { ok: false, reason: 'no-statements' }
  const digest = createHash('sha256').update(kept).digest()
  return db.transaction(async (tx) => {
    const id = randomUUID()
    const facts = [report.statements.length, report.findings, report.doubts]
    const rows = await tx.query(insert, [
      id,
      (name || firstLineOf(kept)).slice(0, 200),
      kept,
      digest,
      ...facts,
      by.id,
      by.name,
    ])
    if (rows.length === 0) {
      const [first] = await tx.query<{ id: string }>(known, [digest])
      return { ok: true, id: first!.id, created: false }
    }
    const subject = { kind: 'import', id }
    await recordAct(tx, {
      by,
      action: 'disclosure.import',
      subject,
      after: { statements: facts[0], findings: facts[1] },
    })
    return { ok: true, id, created: true }
  })
}
