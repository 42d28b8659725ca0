import type { Actor } from '~/identity/actor'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Text } from './field-reader'
import { changeProject } from './internal/project-row.server'
import { readProcurementForm } from './procurement'

const find =
  'SELECT project, decided_on AS "decidedOn" FROM projects_procurement WHERE id = $1::uuid FOR UPDATE'
const insert = `
  INSERT INTO projects_procurement (id, project, position, role_zh, role_en, method, announced_on, decided_on, reason_zh, reason_en)
  SELECT $1::uuid, $2, coalesce(max(position), 0) + 1, $3, $4, $5, $6::date, $7::date, $8, $9 FROM projects_procurement WHERE project = $2
  ON CONFLICT (id) DO UPDATE SET role_zh = $3, role_en = $4, method = $5, announced_on = $6::date, decided_on = $7::date, reason_zh = $8, reason_en = $9`
const insertCandidate =
  'INSERT INTO projects_candidate (procurement, position, name, price_fen, winner) VALUES ($1::uuid, $2, $3, $4, $5)'

/**
 * Writes down how a supplier is found; until it is decided it may be written again under its id. The rules of each method are in
 * `procurement.ts`. Refuses `not-allowed`, `unknown-project`, `archived`, `decided-already`, `invalid`.
 */
export const recordProcurement = (
  db: Database,
  by: Actor,
  { key, id, text, today }: { key: string; id: string; text: Text; today: Day },
) =>
  changeProject(db, by, key, async (tx, project) => {
    if (project.state === 'archived') return { ok: false, reason: 'archived' }
    const read = readProcurementForm(text, today)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const p = read.draft
    const [known] = await tx.query<{ project: string; decidedOn: Day | null }>(find, [id])
    if (known && (known.project !== key || known.decidedOn !== null))
      return { ok: false, reason: 'decided-already' }
    const facts = [p.roleZh, p.roleEn, p.method, p.announcedOn, p.decidedOn, p.reasonZh, p.reasonEn]
    await tx.query(insert, [id, key, ...facts])
    await tx.query('DELETE FROM projects_candidate WHERE procurement = $1::uuid', [id])
    for (const [n, c] of p.candidates.entries())
      await tx.query(insertCandidate, [id, n + 1, c.name, c.priceFen, c.winner])
    const after = {
      ...{ procurement: id, roleZh: p.roleZh, method: p.method, decidedOn: p.decidedOn },
      candidates: p.candidates.length,
    }
    await recordAct(tx, { by, action: 'project.procurement', subject: { kind: 'project', id: key }, after })
    return { ok: true }
  })
