import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { reservedSlugs } from '~/platform/slug'
import { type Fund, type FundFacts, noFundFacts } from './fund'
import { refusalOf } from './internal/refusals'

const columns =
  'slug, kind, name_zh, name_en, purpose_zh, purpose_en, restricted, position, founder, manager, founded_on, opening_min_fen, group_key'
const insertFund = `
  INSERT INTO ledger_fund (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ON CONFLICT (slug) DO NOTHING RETURNING slug`
const sameFund = `
  SELECT slug FROM ledger_fund WHERE (${columns}) IS NOT DISTINCT FROM
    ($1, $2, $3, $4, $5, $6, $7::boolean, $8::int, $9, $10, $11::date, $12::bigint, $13)`

/**
 * Opens a fund. Opening the very same fund again answers `created: false`. Refusals: `slug-invalid` (lower case
 * letters, digits and hyphens, at most 64, no word of the desk's own addresses; a surrounding transaction is then aborted), `slug-taken` by another fund.
 */
export async function openFund(
  sql: Sql,
  fund: Fund & Partial<FundFacts>,
): Promise<Outcome<{ created: boolean }, 'slug-invalid' | 'slug-taken'>> {
  const facts = { ...noFundFacts, ...fund }
  const values = [
    fund.slug,
    fund.kind,
    fund.nameZh,
    fund.nameEn,
    fund.purposeZh,
    fund.purposeEn,
    fund.restricted,
    fund.position,
    ...[facts.founder, facts.manager, facts.foundedOn, facts.openingMinFen, facts.group],
  ]
  if (reservedSlugs.includes(fund.slug)) return { ok: false, reason: 'slug-invalid' }
  try {
    const created = await sql.query(insertFund, values)
    if (created.length === 1) return { ok: true, created: true }
  } catch (error) {
    return refusalOf(error, ['slug-invalid'])
  }
  const same = await sql.query(sameFund, values)
  return same.length === 1 ? { ok: true, created: false } : { ok: false, reason: 'slug-taken' }
}
