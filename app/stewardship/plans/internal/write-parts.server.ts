import type { Sql } from '~/platform/db.server'
import type { PlanDraft, PlanErrors, PlanFault } from '../plan-form'

/** Purses that only the house's own bookkeeping moves. */
const noPurses = ['payment-costs', 'suspense']
const knownFunds = `SELECT slug FROM ledger_fund WHERE slug = ANY ($1::text[]) AND NOT slug = ANY ($2::text[])`

/** Which of a draft's funds, and whether its project, are unknown. */
export async function findUnknown(tx: Sql, { sources, project }: PlanDraft): Promise<PlanErrors> {
  const errors: Record<string, PlanFault> = {}
  const slugs = sources.map(({ fund }) => fund)
  const known = await tx.query<{ slug: string }>(knownFunds, [slugs, noPurses])
  for (const [n, fund] of slugs.entries())
    if (!known.some(({ slug }) => slug === fund)) errors[`source${n + 1}Fund`] = 'unknown'
  if (project !== null) {
    const found = await tx.query('SELECT 1 FROM projects_project WHERE key = $1', [project])
    if (found.length === 0) errors.project = 'unknown'
  }
  return errors
}

const writeSources = `
  INSERT INTO stewardship_plan_source (plan, fund, amount_fen)
  SELECT $1::uuid, * FROM unnest($2::text[], $3::bigint[])`
const writeLines = `
  INSERT INTO stewardship_plan_line (plan, no, title, amount_fen)
  SELECT $1::uuid, n, title, fen FROM unnest($2::text[], $3::bigint[]) WITH ORDINALITY AS l (title, fen, n)`

/** Writes a draft's sources and lines in place of what was there. */
export async function writeParts(tx: Sql, planId: string, { sources, lines }: PlanDraft): Promise<void> {
  await tx.query('DELETE FROM stewardship_plan_source WHERE plan = $1::uuid', [planId])
  await tx.query('DELETE FROM stewardship_plan_line WHERE plan = $1::uuid', [planId])
  await tx.query(writeSources, [planId, sources.map((s) => s.fund), sources.map((s) => s.amountFen)])
  await tx.query(writeLines, [planId, lines.map((l) => l.title), lines.map((l) => l.amountFen)])
}

export const sumOf = ({ sources }: Pick<PlanDraft, 'sources'>) =>
  sources.reduce((sum, { amountFen }) => sum + amountFen, 0n)

const insertFile = `
  INSERT INTO stewardship_plan_file (id, plan, name, stored, type) VALUES (gen_random_uuid(), $1::uuid, $2, $3, $4)
  ON CONFLICT (plan, stored) DO NOTHING`

export const mostPlanFiles = 20

/** Adds a file to a plan; the same one twice is there once. False when there are too many. */
export async function addFile(
  tx: Sql,
  planId: string,
  file: { id: string; name: string; type: string },
): Promise<boolean> {
  const [files] = await tx.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM stewardship_plan_file WHERE plan = $1::uuid',
    [planId],
  )
  if (files!.n >= mostPlanFiles) return false
  await tx.query(insertFile, [planId, file.name, file.id, file.type])
  return true
}
