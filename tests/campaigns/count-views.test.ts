import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openViewCounter, reloadMs, type ViewCounter } from '~/campaigns/count-views.server'
import { listViews } from '~/campaigns/list-views.server'
import type { ViewedPage } from '~/campaigns/views'
import { prepareBooks } from '../http/books'
import { databases, type TestDatabase } from '../setup/databases'

const phone = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36'

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  let counter: ViewCounter
  let now: number
  const start = Date.parse('2026-03-07T12:00:00+08:00')
  beforeAll(async () => {
    opened = await open()
    await prepareBooks(opened.db)
  })
  afterAll(() => opened.drop())
  beforeEach(async () => {
    await opened.db.query('DELETE FROM campaigns_views')
    now = start
    counter = openViewCounter(opened.db, () => new Date(now))
    return () => counter.stop()
  })
  const look = (
    agent = phone,
    { address = '192.0.2.7', page = 'live' as ViewedPage, headers = {}, method = 'GET' } = {},
  ) =>
    counter.saw('walk-11', page, {
      address,
      request: new Request('http://x/', { method, headers: { 'User-Agent': agent, ...headers } }),
    })
  const counted = async (day = '2026-03-07') => {
    await counter.flush()
    return (await listViews(opened.db, 'walk-11', day)).days[0]
  }

  test('each reader counts, each page by itself, and a reload does not', async () => {
    look()
    look()
    now += reloadMs - 1
    look()
    look(phone, { address: '192.0.2.8' })
    look(`${phone} another`)
    look(phone, { page: 'campaign' })
    expect(await counted()).toEqual({ day: '2026-03-07', live: 3, campaign: 1 })
  })

  test('whoever comes back after half an hour counts again', async () => {
    look()
    now += reloadMs
    look()
    expect(await counted()).toMatchObject({ live: 2 })
  })

  test('programs, nameless ones, HEAD and what is fetched ahead do not count', async () => {
    look('Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)')
    look('curl/8.5.0')
    look('')
    look(phone, { method: 'HEAD' })
    look(phone, { headers: { 'Sec-Purpose': 'prefetch;prerender' } })
    expect(await counted()).toMatchObject({ live: 0, campaign: 0 })
  })

  test('days are those of Shanghai; the desk gets fourteen of them and the sum of all', async () => {
    look()
    now = Date.parse('2026-03-08T00:00:01+08:00')
    look()
    look(phone, { page: 'campaign' })
    await counter.flush()
    const views = await listViews(opened.db, 'walk-11', '2026-03-08')
    expect(views.days).toHaveLength(14)
    expect(views.days.slice(0, 3)).toEqual([
      { day: '2026-03-08', live: 1, campaign: 1 },
      { day: '2026-03-07', live: 1, campaign: 0 },
      { day: '2026-03-06', live: 0, campaign: 0 },
    ])
    const later = await listViews(opened.db, 'walk-11', '2026-05-01')
    expect(later.days.every((day) => day.live + day.campaign === 0)).toBe(true)
    expect(later.all).toEqual({ live: 2, campaign: 1 })
  })

  test('nothing that was stored says who looked', async () => {
    look()
    await counter.flush()
    const rows = await opened.db.query('SELECT * FROM campaigns_views')
    expect(rows.map((row) => Object.keys(row).sort())).toEqual([['campaign_slug', 'day', 'page', 'views']])
  })

  test('what could not be written is kept and written later', async () => {
    await opened.db.query('ALTER TABLE campaigns_views RENAME TO away')
    look()
    await counter.flush()
    await opened.db.query('ALTER TABLE away RENAME TO campaigns_views')
    look(phone, { address: '192.0.2.9' })
    expect(await counted()).toMatchObject({ live: 2 })
  })
})
