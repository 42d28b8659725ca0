import type { Sql } from '~/platform/db.server'

/** Names of the funds among `slugs`, by slug; slugs without a fund are left out. */
export async function nameFunds(
  sql: Sql,
  slugs: readonly string[],
): Promise<Record<string, { zh: string; en: string }>> {
  const funds = await sql.query<{ slug: string; zh: string; en: string }>(
    'SELECT slug, name_zh AS zh, name_en AS en FROM ledger_fund WHERE slug = ANY ($1::text[])',
    [[...new Set(slugs)]],
  )
  return Object.fromEntries(funds.map(({ slug, ...name }) => [slug, name]))
}
