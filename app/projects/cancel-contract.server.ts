import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Text } from './field-reader'
import { readWhy } from './internal/amend.server'
import { changeProject } from './internal/project-row.server'

/** A payment of one of its instalments holds the row shared: whoever cancels waits for it, and then sees it. */
const find = `
  SELECT number, signed_on AS "signedOn", cancelled_on AS "cancelledOn" FROM projects_contract WHERE id = $1::uuid AND project = $2 FOR UPDATE`
const parts = `
  SELECT max(paid_on) AS "lastPaidOn", (count(*) FILTER (WHERE paid_on IS NULL))::int AS open FROM projects_instalment WHERE contract = $1::uuid`
const cancel = `
  UPDATE projects_contract SET cancelled_on = $2::date, cancelled_why_zh = $3, cancelled_why_en = $4 WHERE id = $1::uuid`

interface Found {
  number: string
  signedOn: Day
  cancelledOn: Day | null
}

/**
 * Ends a contract before its time, with a reason that the public reads: its open instalments are not due any more; what was paid stays
 * paid. One person, as whoever writes a contract down: no money moves by it. Refuses `not-allowed`, `unknown-project`, `archived`,
 * `unknown-contract`, `cancelled-already`, `before-signed`, `paid-since` (an instalment was paid after that day), `invalid`.
 */
export const cancelContract = (
  db: Database,
  by: Actor,
  { key, contract, text, today }: { key: string; contract: string; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const [found] = isUuid(contract) ? await tx.query<Found>(find, [contract, key]) : []
    if (!found) return { ok: false, reason: 'unknown-contract' }
    if (found.cancelledOn !== null) return { ok: false, reason: 'cancelled-already' }
    const why = readWhy(text, today)
    if (!why.ok) return { ok: false, reason: 'invalid', errors: why.errors }
    const { on, reasonZh, reasonEn } = why.draft
    if (on < found.signedOn) return { ok: false, reason: 'before-signed' }
    const [row] = await tx.query<{ lastPaidOn: Day | null; open: number }>(parts, [contract])
    if (row!.lastPaidOn !== null && row!.lastPaidOn > on) return { ok: false, reason: 'paid-since' }
    await tx.query(cancel, [contract, on, reasonZh, reasonEn])
    await recordAct(tx, {
      ...{ by, action: 'project.contract-cancel', subject: { kind: 'project', id: key } },
      ...{ after: { contract, number: found.number, on, instalmentsNotDue: row!.open }, note: reasonZh },
    })
    return { ok: true }
  })
