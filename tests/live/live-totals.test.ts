import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Campaign } from '~/campaigns/campaign'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { theSoftware } from '~/identity/actor'
import { type LiveTotals, openLiveTotals, type Snapshot } from '~/live/live-totals.server'
import { totalsShape } from '~/live/totals'
import type { Database } from '~/platform/db.server'
import { openWalk, walk } from '../giving/support'
import { until } from '../http/server'
import { databases, postgresOnly, type TestDatabase } from '../setup/databases'
import { seal, told } from './books'

describe.each(databases)('the newest totals in memory, $name', ({ open }) => {
  let made: TestDatabase
  let db: Database
  let campaign: Campaign
  let live: LiveTotals
  beforeEach(async () => {
    made = await open()
    db = made.db
    campaign = await openWalk(db)
    live = await openLiveTotals(db)
  })
  afterEach(async () => {
    await live.stop()
    await made.drop()
  })
  const sealedGift = async (fen: bigint) => {
    await told(db, campaign, fen)
    await seal(db)
  }

  test('a campaign without money has totals of nothing, in the public shape', async () => {
    const { totals, json, frame } = (await live.find('walk-11'))!
    expect(totalsShape.strict().parse(JSON.parse(json))).toEqual(totals)
    expect(totals).toMatchObject({ confirmedFen: '0', gifts: 0, treeSize: 0, byChannel: {} })
    expect(frame.toString()).toBe(`id: 0\nevent: totals\ndata: ${json}\n\n`)
  })

  test('every seal reaches every reader of its campaign, and nobody else', async () => {
    const relief = { ...walk, slug: 'relief', edition: 20 }
    await draftCampaign(db, theSoftware, relief)
    await db.transaction((tx) => openCampaign(tx, theSoftware, relief.slug))
    expect((await live.find('relief'))!.totals.confirmedFen).toBe('0')
    const [a, b, other]: Snapshot[][] = [[], [], []]
    live.subscribe('walk-11', (s) => a!.push(s))
    const leave = live.subscribe('walk-11', (s) => b!.push(s))
    live.subscribe('relief', (s) => other!.push(s))
    expect(live.readers()).toBe(3)
    await sealedGift(100n)
    await until('both know', () => a!.length === 1 && b!.length === 1)
    leave()
    await sealedGift(200n)
    await until('one knows more', () => a!.length === 2)
    expect(a!.map((s) => s.totals.confirmedFen)).toEqual(['100', '300'])
    expect([b!.length, other!.length, live.readers()]).toEqual([1, 0, 2])
  })

  test('the etag changes with every change, pending money included, and with nothing else', async () => {
    const etags = new Set([(await live.find('walk-11'))!.etag])
    const changed = async (n: number) => {
      await until('it is known', async () => {
        etags.add((await live.find('walk-11'))!.etag)
        return etags.size === n
      })
    }
    await sealedGift(100n)
    await changed(2)
    await told(db, campaign, 200n, { status: 'processing' })
    await seal(db)
    await changed(3)
    await seal(db)
    expect((await live.find('walk-11'))!.totals).toMatchObject({ pendingFen: '200', treeSize: 1 })
    expect(etags.size).toBe(3)
  })

  test('whether money moved since the seal is known to a process that starts later, too', async () => {
    await sealedGift(100n)
    await told(db, campaign, 200n, { status: 'processing' })
    await seal(db)
    const later = await openLiveTotals(db)
    expect((await later.find('walk-11'))!.movedSinceSeal).toBe(true)
    await later.stop()
    await sealedGift(300n)
    const latest = await openLiveTotals(db)
    expect((await latest.find('walk-11'))!.movedSinceSeal).toBe(false)
    await latest.stop()
  })

  test('a campaign opened a moment ago is found at once, also while another read is under way', async () => {
    const next = { ...walk, slug: 'walk-12', edition: 12 }
    await draftCampaign(db, theSoftware, next)
    expect(await live.find('walk-12')).toBeNull()
    const early = live.find('nobody')
    await db.transaction((tx) => openCampaign(tx, theSoftware, next.slug))
    expect((await live.find('walk-12'))?.totals.campaign).toBe('walk-12')
    expect(await early).toBeNull()
  })
})

describe.each(postgresOnly)('live totals over several connections, $name', ({ open }) => {
  test('what is sealed while a process starts is not missed', async () => {
    const made = await open()
    const campaign = await openWalk(made.db)
    for (let n = 1; n <= 5; n++) {
      await told(made.db, campaign, 100n)
      const [live] = await Promise.all([openLiveTotals(made.db), seal(made.db)])
      await until('it is known', async () => (await live.find('walk-11'))!.totals.gifts === n)
      await live.stop()
    }
    await made.drop()
  })
})
