import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Use } from '../trace-gift.server'
import type { FoundUse } from './follow-money.server'

interface Row {
  id: bigint
  kind: string
  on: Day
  batch: boolean
  plan: Use['plan']
  project: Use['project']
}

const describe = `
  SELECT e.id, e.kind, coalesce(e.adjusts_on, e.occurred_on) AS on, b.id IS NOT NULL AS batch,
         CASE WHEN p.id IS NOT NULL THEN json_build_object('number', p.number, 'titleZh', p.title_zh, 'titleEn', p.title_en) END AS plan,
         CASE WHEN j.key IS NOT NULL THEN json_build_object('key', j.key, 'nameZh', j.name_zh, 'nameEn', j.name_en) END AS project
    FROM unnest($1::bigint[]) AS q (id)
    CROSS JOIN LATERAL (SELECT * FROM ledger_entry WHERE id = q.id OFFSET 0) e
    LEFT JOIN stewardship_disbursement d ON d.id = CASE e.source WHEN 'disbursement' THEN e.key::uuid END
    LEFT JOIN stewardship_plan p ON p.id = d.plan
    LEFT JOIN stewardship_assistance_batch b ON b.id = CASE e.source WHEN 'assistance' THEN e.key::uuid END
    LEFT JOIN projects_project j ON j.key = coalesce(p.project, b.project)`

/** Names what was found, in the order of the days; nothing of a beneficiary, a payee or a batch's title, which are not for the public. */
export async function describeUses(
  sql: Sql,
  found: readonly FoundUse[],
): Promise<(Use & { root: string })[]> {
  if (found.length === 0) return []
  const rows = await sql.query<Row>(describe, [[...new Set(found.map((use) => use.entryId))]])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const uses = found.map((use) => {
    const row = byId.get(use.entryId)!
    return {
      ...use,
      kind: kindOf(row),
      on: row.on,
      period: `${row.on.slice(0, 4)}-Q${Math.ceil(Number(row.on.slice(5, 7)) / 3)}`,
      plan: row.plan,
      project: row.project,
    }
  })
  return uses.sort((a, b) => (a.on === b.on ? Number(a.entryId - b.entryId) : a.on < b.on ? -1 : 1))
}

function kindOf({ kind, plan, batch }: Row): Use['kind'] {
  if (plan) return 'plan'
  if (batch) return 'assistance'
  if (kind === 'fee') return 'fee'
  return kind === 'transfer' ? 'transfer' : 'other'
}
