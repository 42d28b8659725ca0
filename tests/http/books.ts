import { expect } from 'vitest'
import { closeCampaign } from '~/campaigns/close-campaign.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { theSoftware } from '~/identity/actor'
import { shanghaiDay } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { prepare, walk } from '../giving/support'

const dayMs = 86_400_000
const day = (from: number) => shanghaiDay(new Date(Date.now() + from * dayMs))

/** Open, 70/30 over two funds, the donor may choose. */
export const openWalk = { ...walk, startsOn: day(-10), endsOn: day(40) }
/** Open, its split is fixed. */
export const fixedSplit = {
  ...openWalk,
  slug: 'relief-day',
  edition: 12,
  name: { zh: '扶贫济困日', en: 'Relief Day' },
  donorMayChoose: false,
}
export const closed = { ...openWalk, slug: 'walk-10', edition: 10, name: { zh: '第十届', en: '10th walk' } }
export const draft = { ...openWalk, slug: 'walk-12', edition: 13, name: { zh: '草稿', en: 'A draft' } }

/** Funds, a series and one campaign in each state that matters, by the verbs. */
export async function prepareBooks(db: Database): Promise<void> {
  await prepare(db)
  for (const campaign of [openWalk, fixedSplit, closed, draft]) {
    expect(await draftCampaign(db, theSoftware, campaign)).toEqual({ ok: true, slug: campaign.slug })
    if (campaign !== draft)
      expect(await db.transaction((tx) => openCampaign(tx, theSoftware, campaign.slug))).toMatchObject({
        ok: true,
      })
  }
  expect(await closeCampaign(db, theSoftware, closed.slug)).toMatchObject({ ok: true })
}
