import type { Sql } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { type SeriesInput, seriesInput } from './campaign-input'

/** Creates a series, or answers the one that has this slug. Refuses `invalid`. */
export async function createSeries(
  sql: Sql,
  input: SeriesInput,
): Promise<Outcome<{ slug: string; created: boolean }, 'invalid'>> {
  const parsed = seriesInput.safeParse(input)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const s = parsed.data
  const rows = await sql.query(
    `INSERT INTO campaigns_series (slug, name_zh, name_en, about_zh, about_en) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (slug) DO NOTHING RETURNING slug`,
    [s.slug, s.name.zh, s.name.en, s.about.zh, s.about.en],
  )
  return { ok: true, slug: s.slug, created: rows.length === 1 }
}
