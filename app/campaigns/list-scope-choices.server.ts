import type { ScopeChoice } from '~/identity/role-form'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import type { Sql } from '~/platform/db.server'
import { nameCampaigns } from './name-campaigns.server'

/** Every campaign and fund that a role can be limited to, with its names. */
export async function listScopeChoices(sql: Sql): Promise<ScopeChoice[]> {
  const campaigns = await nameCampaigns(sql, '*')
  const funds = await listFundChoices(sql)
  return [
    ...campaigns.map(({ slug, zh, en }) => ({ part: 'campaign' as const, slug, zh, en })),
    ...funds.map(({ slug, nameZh, nameEn }) => ({ part: 'fund' as const, slug, zh: nameZh, en: nameEn })),
  ]
}
