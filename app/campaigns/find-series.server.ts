import type { Sql } from '~/platform/db.server'
import type { Facts } from './campaign-history'

/** 品牌活动, with the number of its campaigns in whatever state. */
export interface Series {
  slug: string
  nameZh: string
  nameEn: string
  aboutZh: string
  aboutEn: string
  version: number
  campaigns: number
  /** The edition that comes next. */
  nextEdition: number
}

export const seriesFacts = (s: Pick<Series, 'nameZh' | 'nameEn' | 'aboutZh' | 'aboutEn'>): Facts => ({
  nameZh: s.nameZh,
  nameEn: s.nameEn,
  aboutZh: s.aboutZh,
  aboutEn: s.aboutEn,
})

export const seriesColumns = `
  s.slug, s.name_zh AS "nameZh", s.name_en AS "nameEn", s.about_zh AS "aboutZh", s.about_en AS "aboutEn", s.version,
  (SELECT count(*)::int FROM campaigns_campaign c WHERE c.series_slug = s.slug) AS campaigns,
  (SELECT coalesce(max(c.edition), 0) + 1 FROM campaigns_campaign c WHERE c.series_slug = s.slug) AS "nextEdition"
  FROM campaigns_series s`

/** The series of this slug, or null. `lock` keeps it for the transaction. */
export async function findSeries(
  sql: Sql,
  slug: string,
  options: { lock?: boolean } = {},
): Promise<Series | null> {
  const lock = options.lock ? ' FOR UPDATE OF s' : ''
  const [row] = await sql.query<Series>(`SELECT ${seriesColumns} WHERE s.slug = $1${lock}`, [slug])
  return row ?? null
}
