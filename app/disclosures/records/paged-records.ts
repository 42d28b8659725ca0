/** Records that may be many, as SQL: $1 project, $2 and $3 the quarter's days, $4 the part of the figure's key that says which. */
export interface PagedRecords {
  sql: string
  part: string
}

const columns = (id: string, day: string, more: string) => `SELECT ${id} AS id, ${day} AS day, ${more}`
const approved = `p.project = $1 AND p.approved_on BETWEEN $2::date AND $3::date AND p.state IN ('approved', 'closed')`
const plan = (fen: string) =>
  columns(
    'p.id::text',
    'p.approved_on',
    `p.title_zh AS zh, p.title_en AS en, p.number AS detail, ${fen} AS fen, NULL::int AS count, NULL::text AS link,
   '/plans/' || p.number AS page`,
  )
const plans = `${plan('p.amount_fen')} FROM stewardship_plan p WHERE ${approved} AND ($4::text = '' OR p.category = $4)`
const plansByFund = `${plan('s.amount_fen')} FROM stewardship_plan p JOIN stewardship_plan_source s ON s.plan = p.id WHERE ${approved} AND s.fund = $4`
const plansOfFund = `${plan('p.amount_fen')} FROM stewardship_plan p WHERE ${approved}
  AND $4 = (SELECT max(s.fund COLLATE "C") FROM stewardship_plan_source s WHERE s.plan = p.id)`
const paid = `${columns(
  'd.id::text',
  'd.paid_on',
  `p.title_zh AS zh, p.title_en AS en, p.number AS detail, d.amount_fen AS fen, NULL::int AS count,
   '/api/v1/log/entries?start=' || l.index || '&end=' || l.index + 1 AS link, '/plans/' || p.number AS page`,
)} FROM stewardship_disbursement d JOIN stewardship_plan p ON p.id = d.plan LEFT JOIN ledger_leaf l ON l.entry_id = d.entry_id
  WHERE p.project = $1 AND d.paid_on BETWEEN $2::date AND $3::date AND $4::text = ''`
const counts = (span: string) => `${columns(
  'c.id::text',
  'c.counted_on',
  `i.name_zh AS zh, i.name_en AS en, c.note AS detail, NULL::bigint AS fen, c.count::int AS count, NULL::text AS link, NULL::text AS page`,
)} FROM projects_count c JOIN projects_indicator i ON i.project = c.project AND i.key = c.indicator
  WHERE c.project = $1 AND c.indicator = $4 AND ${span}`

const families: [RegExp, string][] = [
  [/^plans\.approved\.(?:count|amountFen)()$/, plans],
  [/^plans\.byCategory\.(.+)\.(?:count|amountFen)$/, plans],
  [/^plans\.byFund\.(.+)\.amountFen$/, plansByFund],
  [/^plans\.ofFund\.(.+)\.count$/, plansOfFund],
  [/^paid\.(?:count|amountFen)()$/, paid],
  [/^indicator\.(.+)\.count$/, counts('c.counted_on BETWEEN $2::date AND $3::date')],
  [/^indicator\.(.+)\.(?:total|target)$/, counts('$2::date IS NOT NULL AND c.counted_on <= $3::date')],
]

/** How the records of a figure are read; null where they are few and stand in the project itself. */
export function pagedRecords(figure: string): PagedRecords | null {
  for (const [pattern, sql] of families) {
    const match = pattern.exec(figure)
    if (match) return { sql, part: match[1]! }
  }
  return null
}
