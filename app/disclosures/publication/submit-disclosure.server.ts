import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { propose } from '~/identity/propose.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { stops } from '../checks/check'
import { runChecks } from '../checks/run-checks'
import { lockDisclosure } from '../internal/disclosure-row.server'
import { canonical, sha256 } from '../statement/canonical.server'
import { composeStatement } from '../statement/compose-statement.server'
import type { FigureSource } from '../statement/figure-source'
import { readQuarter } from '../statement/quarter'
import { readCheckInput } from './read-check-input.server'

const submit = `
  UPDATE disclosures_disclosure SET state = 'submitted', agreed = $2, figures_hash = $3, submitted_at = clock_timestamp() WHERE id = $1::uuid`

/**
 * Hands a written statement to a second person. The figures of now are kept with it: what is published must be the same. Refuses
 * `not-allowed`, `unknown-disclosure`, `not-open`, `not-over` (the quarter is still running), `explanation-needed` (a correction says
 * why), `checks` (something must be mended first).
 */
export async function submitDisclosure(
  db: Database,
  by: Actor,
  { id, today }: { id: string; today: Day },
  sources: readonly FigureSource[],
): Promise<
  Outcome<
    { proposalId: string },
    'not-allowed' | 'unknown-disclosure' | 'not-open' | 'not-over' | 'explanation-needed' | 'checks'
  >
> {
  if (by.kind === 'software' || !can(by, 'disclosure.write')) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const row = await lockDisclosure(tx, id)
    if (!row) return { ok: false, reason: 'unknown-disclosure' }
    if (row.state !== 'draft') return { ok: false, reason: 'not-open' }
    const quarter = readQuarter(row.period)!
    if (today <= quarter.to) return { ok: false, reason: 'not-over' }
    if (row.version > 1 && row.explanationZh === '') return { ok: false, reason: 'explanation-needed' }
    const made = await composeStatement(tx, row.project, quarter, sources)
    if (!made) return { ok: false, reason: 'unknown-disclosure' }
    if (stops(runChecks(await readCheckInput(tx, made.composed, row)))) return { ok: false, reason: 'checks' }
    const agreed = canonical(made.composed)
    await tx.query(submit, [id, agreed, sha256(agreed)])
    const hash = sha256(agreed).toString('hex')
    const proposed = await propose(tx, by, {
      action: 'disclosure.publish',
      subject: { kind: 'disclosure', id },
      reach: {},
      payload: { disclosureId: id, hash },
    })
    if (!proposed.ok)
      return { ok: false, reason: proposed.reason === 'not-allowed' ? 'not-allowed' : 'not-open' }
    return { ok: true, proposalId: proposed.proposalId }
  })
}
