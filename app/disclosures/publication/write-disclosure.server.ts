import { randomUUID } from 'node:crypto'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import { newestDisclosure, seenOf } from '../internal/disclosure-row.server'
import { composeStatement } from '../statement/compose-statement.server'
import type { FigureSource } from '../statement/figure-source'
import type { Quarter } from '../statement/quarter'
import { type DisclosureErrors, readDisclosureForm } from './disclosure-form'

type Refused =
  | { ok: false; reason: 'not-allowed' | 'unknown-project' | 'submitted' | 'changed-meanwhile' }
  | { ok: false; reason: 'invalid'; errors: DisclosureErrors }

const insert = `
  INSERT INTO disclosures_disclosure (id, project, period, version, done_zh, done_en, came_zh, came_en, explanation_zh, explanation_en, written_by)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`
const update = `
  UPDATE disclosures_disclosure SET state = 'draft', done_zh = $2, done_en = $3, came_zh = $4, came_en = $5, explanation_zh = $6,
         explanation_en = $7, written_by = $8, updated_at = clock_timestamp() WHERE id = $1::uuid`

/**
 * Keeps what a project's people write of a quarter: the first draft, its next state, or after a publication the draft of a
 * correction, which is the next version. `seen` is what the writer had before them (`seenOf`); without it nothing is compared. Refuses
 * `not-allowed`, `unknown-project`, `submitted` (a second person is looking at it), `changed-meanwhile` (somebody saved since), and
 * `invalid` with what is wrong beside each field.
 */
export async function writeDisclosure(
  db: Database,
  by: Actor,
  asked: { project: string; quarter: Quarter; text: (name: string) => string; seen?: string },
  sources: readonly FigureSource[],
): Promise<{ ok: true; id: string; version: number } | Refused> {
  if (!can(by, 'disclosure.write')) return { ok: false, reason: 'not-allowed' }
  const { project, quarter } = asked
  return db.transaction(async (tx): Promise<{ ok: true; id: string; version: number } | Refused> => {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `disclosure ${project} ${quarter.period}`,
    ])
    const made = await composeStatement(tx, project, quarter, sources)
    if (!made) return { ok: false, reason: 'unknown-project' }
    const newest = await newestDisclosure(tx, project, quarter.period, 'lock')
    if (newest?.state === 'submitted') return { ok: false, reason: 'submitted' }
    if (asked.seen !== undefined && asked.seen !== seenOf(newest))
      return { ok: false, reason: 'changed-meanwhile' }
    const { form, errors } = readDisclosureForm(asked.text, made.composed.figures)
    if (Object.keys(errors).length > 0) return { ok: false, reason: 'invalid', errors }
    const texts = [
      ...[form.doneZh, form.doneEn, form.cameZh, form.cameEn],
      ...[form.explanationZh, form.explanationEn],
    ]
    const open = newest?.state === 'draft' ? newest : null
    const version = open?.version ?? (newest?.version ?? 0) + 1
    const id = open?.id ?? randomUUID()
    if (open) await tx.query(update, [id, ...texts, by.id])
    else await tx.query(insert, [id, project, quarter.period, version, ...texts, by.id])
    const subject = { kind: 'disclosure', id }
    await recordAct(tx, {
      ...{ by, action: 'disclosure.write', subject },
      after: { project, period: quarter.period, version },
    })
    return { ok: true, id, version }
  })
}
