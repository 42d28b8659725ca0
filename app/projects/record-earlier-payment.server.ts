import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import { FieldReader, type Text } from './field-reader'
import { changeProject } from './internal/project-row.server'
import { longestProject } from './project'
import { settleEarlier } from './settle-instalment.server'

const ours = 'SELECT 1 FROM projects_contract WHERE id = $1::uuid AND project = $2'

/**
 * Writes down that an instalment was paid before the books were kept here: no money moves, the page says so, and the milestone comes
 * first all the same. Refuses `not-allowed`, `unknown-project`, `archived`, `unknown`, `paid-already`, `milestone-not-met`, `invalid` (no day, no
 * note that says where the payment stands).
 */
export const recordEarlierPayment = (
  db: Database,
  by: Actor,
  { key, contract, no, text, today }: { key: string; contract: string; no: number; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const known = isUuid(contract) && (await tx.query(ours, [contract, key])).length > 0
    if (!known || !Number.isInteger(no)) return { ok: false, reason: 'unknown' }
    const reader = new FieldReader(text)
    const read = reader.done({
      paidOn: reader.day('paidOn', { until: today }) ?? '',
      note: reader.words('note', { longest: longestProject.reason }),
    })
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const settled = await settleEarlier(tx, { contract, no, ...read.draft })
    if (!settled.ok) return settled
    await recordAct(tx, {
      ...{ by, action: 'project.paid-earlier', subject: { kind: 'project', id: key } },
      ...{ after: { contract, no, paidOn: read.draft.paidOn }, note: read.draft.note },
    })
    return { ok: true }
  })
