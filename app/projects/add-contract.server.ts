import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { readContractForm } from './contract'
import type { Text } from './field-reader'
import { changeProject } from './internal/project-row.server'

const insert = `
  INSERT INTO projects_contract (id, project, number, partner, title_zh, title_en, signed_on, from_on, to_on, total_fen, yearly_fen)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7::date, $8::date, $9::date, $10, $11) ON CONFLICT DO NOTHING RETURNING id`
const insertInstalment = `
  INSERT INTO projects_instalment (contract, no, title_zh, title_en, amount_fen, milestone) VALUES ($1::uuid, $2, $3, $4, $5, $6::uuid)`

/**
 * Writes down a contract with a partner and its instalments, each of which may wait for a milestone of the project; sent twice it is there
 * once. Refuses `not-allowed`, `unknown-project`, `archived`, `invalid` (instalments that do not add up, a number that is taken, a
 * milestone of another project …).
 */
export const addContract = (
  db: Database,
  by: Actor,
  { key, id, text, today }: { key: string; id: string; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const read = readContractForm(text, today)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const c = read.draft
    const known = await tx.query<{ id: string }>(
      'SELECT id::text FROM projects_milestone WHERE project = $1 AND dropped_on IS NULL',
      [key],
    )
    const stray = c.instalments.findIndex((i) => i.milestone && !known.some((m) => m.id === i.milestone))
    if (stray >= 0)
      return {
        ok: false,
        reason: 'invalid',
        errors: { [`instalment.${stray + 1}.milestone`]: 'unknown' },
      }
    const made = await tx.query(insert, [
      ...[id, key, c.number, c.partner, c.titleZh, c.titleEn, c.signedOn, c.fromOn, c.toOn],
      ...[c.totalFen, c.yearlyFen],
    ])
    if (made.length === 0) {
      const again = await tx.query('SELECT 1 FROM projects_contract WHERE id = $1::uuid', [id])
      if (again.length > 0) return { ok: true }
      return { ok: false, reason: 'invalid', errors: { number: 'number-taken' } }
    }
    for (const [n, one] of c.instalments.entries())
      await tx.query(insertInstalment, [id, n + 1, one.titleZh, one.titleEn, one.amountFen, one.milestone])
    await recordAct(tx, {
      ...{ by, action: 'project.contract', subject: { kind: 'project', id: key } },
      after: {
        contract: id,
        number: c.number,
        partner: c.partner,
        totalFen: c.totalFen,
        instalments: c.instalments.length,
      },
    })
    return { ok: true }
  })
