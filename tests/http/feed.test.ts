import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Totals } from '~/live/totals'
import { give, press } from './donor'
import { openFeed } from './feed'
import { bootMs, until } from './server'
import { kinds, openSite, type Site } from './site'

describe.each(kinds)('the live feed, $name', ({ kind }) => {
  let site: Site
  beforeAll(async () => {
    site = await openSite(kind)
  }, bootMs)
  afterAll(() => site.stop())
  const feedUrl = () => `${site.url}/api/v1/campaigns/walk-11/feed`
  const told = (data: string) => JSON.parse(data) as Totals

  async function confirmed(amount: string) {
    const before = await site.totals()
    await press((await give(site, { amount })).payUrl, 'pay')
    await until('the gift is sealed', async () => (await site.totals()).treeSize > before.treeSize)
    return site.totals()
  }

  test('one gift moves every reader by exactly its amount, once', async () => {
    const before = await confirmed('10')
    const readers = await Promise.all([1, 2, 3].map(() => openFeed(feedUrl())))
    const after = await confirmed('66.66')
    for (const reader of readers) {
      const second = await reader.nth(2)
      reader.close()
      expect(reader.events).toHaveLength(2)
      expect(told(reader.events[0]!.data)).toEqual(before)
      expect(told(second.data)).toEqual(after)
      expect(BigInt(after.confirmedFen) - BigInt(before.confirmedFen)).toBe(6666n)
      expect(second.id).toBe(String(after.treeSize))
    }
  })

  test('a reader that comes back in step is sent nothing again, and then the next figures', async () => {
    const { treeSize } = await confirmed('1')
    const reader = await openFeed(feedUrl(), String(treeSize))
    await until('it is connected', () => reader.raw().startsWith('retry:'))
    expect(reader.events).toEqual([])
    const next = await confirmed('2')
    expect(told((await reader.nth(1)).data)).toEqual(next)
    expect(reader.events).toHaveLength(1)
    reader.close()
  })

  test('a reader that lost its connection gets the newest figures at once, nothing missing, nothing doubled', async () => {
    const first = await openFeed(feedUrl())
    const seen = told((await first.nth(1)).data)
    first.close()
    for (const amount of ['3', '4', '5']) await confirmed(amount)
    const back = await openFeed(feedUrl(), String(seen.treeSize))
    const now = told((await back.nth(1)).data)
    expect(BigInt(now.confirmedFen) - BigInt(seen.confirmedFen)).toBe(1200n)
    expect(now.gifts - seen.gifts).toBe(3)
    expect(back.events).toHaveLength(1)
    back.close()
  })

  test.each(['', 'nonsense', '-1', '999999999', '0'])(
    'a Last-Event-ID that cannot be right (%j) is answered with the newest figures',
    async (id) => {
      const reader = await openFeed(feedUrl(), id)
      expect(told((await reader.nth(1)).data)).toEqual(await site.totals())
      reader.close()
    },
  )

  test('money under way is shown apart, and sent also to a reader that comes back at the same tree size', async () => {
    const { treeSize } = await confirmed('1')
    const gift = await give(site, { amount: '88' })
    await press(gift.payUrl, 'later')
    await until('it is pending', async () => (await site.totals()).pendingFen === '8800')
    expect(await site.totals()).toMatchObject({ treeSize, pendingGifts: 1 })
    const reader = await openFeed(feedUrl(), String(treeSize))
    expect(told((await reader.nth(1)).data)).toMatchObject({ pendingFen: '8800' })
    await press(gift.payUrl, 'arrives')
    await until('it has arrived', async () => (await site.totals()).treeSize > treeSize)
    expect(await site.totals()).toMatchObject({ pendingFen: '0', pendingGifts: 0 })
    reader.close()
  })

  test('readers outlive a server that is stopped and started: what was missed comes with the first event', async () => {
    const before = await openFeed(feedUrl())
    const { id } = await before.nth(1)
    await site.server.stop()
    await site.restart()
    const after = await confirmed('7')
    const back = await openFeed(feedUrl(), id)
    expect(told((await back.nth(1)).data)).toEqual(after)
    back.close()
    expect(await site.audit()).toContain(', 0 faults')
  })
})
