import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { reservedSlugs } from '~/platform/slug'
import type { Fund } from './fund'
import { refusalOf } from './internal/refusals'

const insertFund = `
  INSERT INTO ledger_fund (slug, kind, name_zh, name_en, purpose_zh, purpose_en, restricted, position)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (slug) DO NOTHING RETURNING slug`
const sameFund = `
  SELECT slug FROM ledger_fund WHERE (slug, kind, name_zh, name_en, purpose_zh, purpose_en, restricted, position)
    = ($1, $2, $3, $4, $5, $6, $7::boolean, $8::int)`

/**
 * Opens a fund. Opening the very same fund again answers `created: false`. Refusals: `slug-invalid` (lower case
 * letters, digits and hyphens, at most 64, no word of the desk's own addresses; a surrounding transaction is then aborted), `slug-taken` by another fund.
 */
export async function openFund(
  sql: Sql,
  fund: Fund,
): Promise<Outcome<{ created: boolean }, 'slug-invalid' | 'slug-taken'>> {
  const values = [
    fund.slug,
    fund.kind,
    fund.nameZh,
    fund.nameEn,
    fund.purposeZh,
    fund.purposeEn,
    fund.restricted,
    fund.position,
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
