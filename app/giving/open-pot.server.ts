import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Fen } from '~/money/fen'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { type MatchPot, potColumns } from './match-pot'

const find = `SELECT ${potColumns} FROM giving_match_pot p WHERE p.id = $1::uuid AND p.state = 'draft' FOR UPDATE`
/** From here on the reader of the log waits: what is confirmed after this moment is read after it. */
const holdReader = `
  UPDATE giving_match_cursor SET leaf = CASE WHEN EXISTS (SELECT FROM giving_match_pot WHERE state <> 'draft') THEN leaf
    ELSE (SELECT tree_size FROM ledger_log_head) END`
const standing = `
  SELECT (SELECT state FROM campaigns_campaign WHERE slug = $1) AS campaign,
         (SELECT restricted AND slug NOT IN ('suspense', 'payment-costs') FROM ledger_fund WHERE slug = $2) AS fits,
         EXISTS (SELECT FROM campaigns_route WHERE campaign_slug = $1 AND fund = $2) AS given,
         EXISTS (SELECT FROM giving_match_pot WHERE campaign = $1 AND state <> 'draft'
                    AND opens_at < $4 AND least(closes_at, closed_at) > greatest($3::timestamptz, clock_timestamp())) AS overlaps,
         (SELECT coalesce(sum(amount_fen), 0)::bigint FROM ledger_line WHERE fund = $2 AND account = 'bank') AS "heldFen",
         (SELECT coalesce(sum(CASE state WHEN 'open' THEN cap_fen ELSE taken_fen END - matched_fen), 0)::bigint
            FROM giving_match_pot WHERE fund = $2 AND state <> 'draft' AND closes_at > $5) AS "promisedFen"`
const open = `UPDATE giving_match_pot SET state = 'open', opened_at = clock_timestamp() WHERE id = $1::uuid`

interface Standing {
  campaign: string | null
  fits: boolean | null
  given: boolean
  overlaps: boolean
  heldFen: Fen
  promisedFen: Fen
}
export type OpenPotRefusal =
  | 'not-allowed'
  | 'changed-since'
  | 'campaign-not-open'
  | 'pot-over'
  | 'pot-fund-wrong'
  | 'pot-overlaps'
  | 'pot-fund-short'

/**
 * Opens a pot that two people want, in `tx`, which says that `by`, the second, has agreed. Its money has to be there: what its fund
 * holds at the bank, less what other pots of the fund may still take, covers the cap. Refuses `not-allowed`, `changed-since` (dropped,
 * or open), `campaign-not-open`, `pot-over` (its window has ended), `pot-fund-wrong` (not restricted, or one that the campaign gives to),
 * `pot-overlaps` (another pot of the campaign runs then: a gift is matched once), `pot-fund-short`.
 */
export async function openPot(
  tx: Sql,
  by: Actor,
  potId: string,
  now: Date,
): Promise<Outcome<{ potId: string }, OpenPotRefusal>> {
  const [pot] = isUuid(potId) ? await tx.query<MatchPot>(find, [potId]) : []
  if (!canAgree(by, 'matching.manage', { campaign: pot?.campaign }))
    return { ok: false, reason: 'not-allowed' }
  if (!pot) return { ok: false, reason: 'changed-since' }
  await tx.query(holdReader)
  const { campaign, fund, opensAt, closesAt, capFen } = pot
  const [is] = await tx.query<Standing>(standing, [campaign, fund, opensAt, closesAt, now])
  if (is!.campaign !== 'open') return { ok: false, reason: 'campaign-not-open' }
  if (closesAt <= now) return { ok: false, reason: 'pot-over' }
  if (!is!.fits || is!.given) return { ok: false, reason: 'pot-fund-wrong' }
  if (is!.overlaps) return { ok: false, reason: 'pot-overlaps' }
  if (is!.heldFen - is!.promisedFen < capFen) return { ok: false, reason: 'pot-fund-short' }
  await tx.query(open, [potId])
  const subject = { kind: 'match-pot', id: potId }
  await recordAct(tx, { by, action: 'matching.manage', subject, after: { campaign, fund, capFen } })
  return { ok: true, potId }
}
