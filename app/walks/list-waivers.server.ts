import type { Sql } from '~/platform/db.server'

export interface WaiverVersion {
  version: number
  zh: string
  en: string
  madeAt: Date
  /** Walkers who agreed to this text. */
  agreed: number
}

const list = `
  SELECT v.version, v.text_zh AS zh, v.text_en AS en, v.made_at AS "madeAt",
         (SELECT count(*) FROM walks_walker w WHERE w.campaign = v.campaign AND w.waiver_version = v.version)::int AS agreed
    FROM walks_waiver v WHERE v.campaign = $1 ORDER BY v.version DESC LIMIT 50`

/** What walkers of a campaign agreed to, the newest text first; the last fifty. */
export const listWaivers = (sql: Sql, campaign: string): Promise<WaiverVersion[]> =>
  sql.query<WaiverVersion>(list, [campaign])
