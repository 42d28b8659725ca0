import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { findPledgeBySecret } from '~/giving/find-pledge.server'
import { makePledge } from '~/giving/make-pledge.server'
import type { Pledge } from '~/giving/pledge'
import { emptyPledge, type PledgeFields } from '~/giving/pledge-form'
import type { SettingDraft } from '~/giving/pledge-setting-form'
import { setUpPledges } from '~/giving/set-up-pledges.server'
import type { Actor } from '~/identity/actor'
import { theSoftware } from '~/identity/actor'
import type { Role } from '~/identity/role'
import type { Database } from '~/platform/db.server'
import { openWalk, today, walk } from './support'

export const actor = (role: Role, scope = '*'): Actor => ({
  kind: 'person',
  id: role,
  name: role,
  from: '192.0.2.1',
  grants: [{ role, scope, standsInFor: null }],
})

export const setting: SettingDraft = {
  takesPledges: true,
  accountName: '广州市番禺区慈善会',
  bankName: '演示银行番禺支行',
  accountNumber: '4400 0000 0000 0001',
  regions: [
    { key: 'hezhang', zh: '赫章', en: 'Hezhang', fund: 'children' },
    { key: 'wuhua', zh: '五华', en: 'Wuhua', fund: null },
  ],
  funds: ['elders'],
}

/** A campaign that takes pledges. */
export async function openPledging(db: Database): Promise<void> {
  await openWalk(db)
  expect(await setUpPledges(db, theSoftware, { campaign: walk.slug, draft: setting, version: 0 })).toEqual({
    ok: true,
    changed: true,
  })
}

export const typed = (over: Partial<PledgeFields> = {}): PledgeFields => ({
  ...emptyPledge(randomUUID()),
  unitName: '南村小学',
  amount: '1.5万',
  contactName: '何老师',
  contactEmail: 'school@example.org',
  ...over,
})

export async function pledged(
  db: Database,
  over: Partial<PledgeFields> = {},
): Promise<Pledge & { secret: string }> {
  const fields = typed(over)
  const made = await makePledge(db, { fields, campaign: walk.slug, locale: 'zh-CN', today })
  if (!made.ok) throw new Error(`${made.reason} ${JSON.stringify(made.errors)}`)
  return { ...(await findPledgeBySecret(db, made.secret))!, secret: made.secret }
}
