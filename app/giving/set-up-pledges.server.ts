import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findPledgeSetting } from './find-pledge-setting.server'
import type { SettingDraft } from './pledge-setting-form'

type SetUpRefusal =
  | 'not-allowed'
  | 'unknown-campaign'
  | 'settled'
  | 'changed-meanwhile'
  | 'region-in-use'
  | 'unknown-fund'

const write = `
  INSERT INTO giving_pledge_setting (campaign, takes_pledges, regions, funds, account_name, bank_name, account_number)
  VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7)
  ON CONFLICT (campaign) DO UPDATE SET takes_pledges = $2, regions = $3::jsonb, funds = $4, account_name = $5, bank_name = $6,
         account_number = $7, version = giving_pledge_setting.version + 1`
const known = `
  SELECT c.state, (SELECT count(*)::int FROM ledger_fund WHERE slug = ANY($2::text[])) AS funds,
         (SELECT coalesce(array_agg(DISTINCT region), '{}') FROM giving_pledge WHERE campaign = $1 AND region <> '') AS used
    FROM campaigns_campaign c WHERE c.slug = $1 FOR UPDATE`

/**
 * Says whether and how a campaign takes pledges: regions and funds on offer, and the account to transfer to. `version` is the
 * one that was seen, 0 for none. Refuses `not-allowed`, `unknown-campaign`, `settled`, `changed-meanwhile`, `unknown-fund`,
 * `region-in-use` (a pledge names a region that would go: rename it instead).
 */
export async function setUpPledges(
  db: Database,
  by: Actor,
  { campaign, draft, version }: { campaign: string; draft: SettingDraft; version: number },
): Promise<Outcome<{ changed: boolean }, SetUpRefusal>> {
  if (!can(by, 'pledge.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  const funds = [...new Set([...draft.funds, ...draft.regions.flatMap((r) => r.fund ?? [])])]
  return db.transaction(async (tx) => {
    const [row] = await tx.query<{ state: string; funds: number; used: string[] }>(known, [campaign, funds])
    if (!row) return { ok: false, reason: 'unknown-campaign' }
    if (row.state === 'settled') return { ok: false, reason: 'settled' }
    if (row.funds !== funds.length) return { ok: false, reason: 'unknown-fund' }
    const stored = await findPledgeSetting(tx, campaign)
    if ((stored?.version ?? 0) !== version) return { ok: false, reason: 'changed-meanwhile' }
    if (row.used.some((key) => !draft.regions.some((r) => r.key === key)))
      return { ok: false, reason: 'region-in-use' }
    const before = stored && factsOf(stored)
    if (JSON.stringify(before) === JSON.stringify(factsOf(draft))) return { ok: true, changed: false }
    await tx.query(write, [
      ...[campaign, draft.takesPledges, JSON.stringify(draft.regions), draft.funds],
      ...[draft.accountName, draft.bankName, draft.accountNumber],
    ])
    await recordAct(tx, {
      by,
      action: 'pledge.set-up',
      subject: { kind: 'campaign', id: campaign },
      before,
      after: factsOf(draft),
    })
    return { ok: true, changed: true }
  })
}

const factsOf = (s: SettingDraft): SettingDraft => ({
  takesPledges: s.takesPledges,
  regions: s.regions.map(({ key, zh, en, fund }) => ({ key, zh, en, fund })),
  funds: s.funds,
  accountName: s.accountName,
  bankName: s.bankName,
  accountNumber: s.accountNumber,
})
