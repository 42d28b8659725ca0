import type { Sql } from '~/platform/db.server'
import type { DeskPot } from './desk-pots'
import { potColumns } from './match-pot'

const list = `
  SELECT ${potColumns}, f.name_zh AS "fundZh", f.name_en AS "fundEn",
         EXISTS (SELECT FROM identity_proposal x WHERE x.action = 'matching.manage' AND x.subject_kind = 'match-pot'
                    AND x.subject_id = p.id::text AND x.state = 'waiting') AS waits
    FROM giving_match_pot p JOIN ledger_fund f ON f.slug = p.fund WHERE p.campaign = $1
   ORDER BY p.opens_at DESC, p.id LIMIT 100`

/** The pots of a campaign as the desk sees them, the newest window first. */
export const listDeskPots = (sql: Sql, campaign: string): Promise<DeskPot[]> =>
  sql.query<DeskPot>(list, [campaign])
