import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { postEntry } from '~/ledger/post-entry.server'
import { spellPublication } from '~/ledger/publication-memo'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { stops } from '../checks/check'
import { runChecks } from '../checks/run-checks'
import { type DisclosureRow, lockDisclosure } from '../internal/disclosure-row.server'
import { canonical, sha256 } from '../statement/canonical.server'
import { composeStatement } from '../statement/compose-statement.server'
import type { Composed } from '../statement/composed'
import { inBoth } from '../statement/figure'
import type { FigureSource } from '../statement/figure-source'
import { fillFields } from '../statement/live-fields'
import { readQuarter } from '../statement/quarter'
import type { Statement } from '../statement/statement'
import { readCheckInput } from './read-check-input.server'

const publish = `
  UPDATE disclosures_disclosure SET state = 'published', published_by = $2, published_at = clock_timestamp(), published_on = $3::date,
         frozen = $4, hash = $5, entry_id = $6 WHERE id = $1::uuid`
const resolveAlerts = `
  UPDATE platform_alert SET resolved_at = clock_timestamp()
   WHERE kind IN ('disclosure-due', 'disclosure-overdue') AND subject = $1 AND resolved_at IS NULL`

/**
 * Publishes what a first person submitted: recomputes every figure, compares it with what was agreed to, runs the checks once more,
 * freezes the statement as canonical JSON and seals its SHA-256 as an entry without lines. In `tx`, which says that `by`, the second
 * person, agrees. Refuses `not-allowed`, `own-text` (who wrote it last is no second person), `changed-since` (withdrawn, or another text),
 * `figures-changed` (the desk's page names which), `checks`.
 */
export async function publishDisclosure(
  tx: Sql,
  by: Actor,
  { id, hash, today }: { id: string; hash: string; today: Day },
  sources: readonly FigureSource[],
): Promise<
  Outcome<
    { entryId: bigint; hash: string },
    'not-allowed' | 'own-text' | 'changed-since' | 'figures-changed' | 'checks'
  >
> {
  if (!canAgree(by, 'disclosure.publish')) return { ok: false, reason: 'not-allowed' }
  const row = await lockDisclosure(tx, id)
  const agreedHash = row?.figuresHash ? Buffer.from(row.figuresHash).toString('hex') : null
  const [kept] = await tx.query<{ state: string }>(
    'SELECT state FROM disclosures_disclosure WHERE id = $1::uuid',
    [id],
  )
  if (!row || kept?.state !== 'submitted' || agreedHash !== hash)
    return { ok: false, reason: 'changed-since' }
  if (row.writtenBy === by.id) return { ok: false, reason: 'own-text' }
  const made = await composeStatement(tx, row.project, readQuarter(row.period)!, sources)
  if (!made || canonical(made.composed) !== row.agreed) return { ok: false, reason: 'figures-changed' }
  if (stops(runChecks(await readCheckInput(tx, made.composed, row)))) return { ok: false, reason: 'checks' }
  const frozen = canonical(statementOf(row, made.composed, { treeSize: made.treeSize, publishedOn: today }))
  const digest = sha256(frozen)
  const sealed = digest.toString('hex')
  const { project, period, version } = row
  const posted = await postEntry(tx, {
    ...{ source: 'disclosure', key: id, kind: 'disclosure', occurredOn: today, channel: 'disclosure' },
    memo: spellPublication({ project, period, version, hash: sealed }),
    lines: [],
  })
  if (!posted.ok) throw new Error(`a disclosure could not be sealed: ${posted.reason}`)
  await tx.query(publish, [id, by.id, today, frozen, digest, posted.entryId])
  await tx.query(resolveAlerts, [`${row.project} ${row.period}`])
  const subject = { kind: 'disclosure', id }
  await recordAct(tx, {
    ...{ by, action: 'disclosure.publish', subject },
    after: { project, period, version, hash: sealed },
  })
  return { ok: true, entryId: posted.entryId, hash: sealed }
}

/** The statement as the public reads it, its live fields filled. */
export function statementOf(
  row: Pick<
    DisclosureRow,
    'version' | 'doneZh' | 'doneEn' | 'cameZh' | 'cameEn' | 'explanationZh' | 'explanationEn' | 'acknowledged'
  >,
  composed: Composed,
  { treeSize, publishedOn }: { treeSize: number; publishedOn: Day },
): Statement {
  const filled = (zh: string, en: string) =>
    inBoth(fillFields(zh, composed.figures, 'zh-CN').text, fillFields(en, composed.figures, 'en').text)
  return {
    ...composed,
    ...{ version: row.version, publishedOn, treeSize },
    done: filled(row.doneZh, row.doneEn),
    came: filled(row.cameZh, row.cameEn),
    written: { done: inBoth(row.doneZh, row.doneEn), came: inBoth(row.cameZh, row.cameEn) },
    explanation: inBoth(row.explanationZh, row.explanationEn),
    acknowledged: row.acknowledged.map(({ number, reason }) => ({ number, reason })),
  }
}
