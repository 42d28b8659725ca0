import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Totals } from '~/live/totals'
import { openDatabase } from '~/platform/db.server'
import { migrate } from '~/platform/migrate.server'
import { chargeOf, eventBody, signature } from '../payments/support'
import { type Cluster, startCluster } from '../setup/postgres-cluster'
import { give, page, press } from './donor'
import { openFeed } from './feed'
import { bootMs, until, webhookSecret } from './server'
import { openSite, type Site } from './site'

let cluster: Cluster
let site: Site
beforeAll(async () => {
  cluster = await startCluster()
  const url = cluster.url()
  const db = await openDatabase({ url, dataDir: '', poolSize: 4 })
  await migrate(db, url)
  site = await openSite('postgres', {
    database: { db, url, drop: () => db.close() },
    sandbox: { retryBaseMs: 50, maxTries: 60 },
  })
}, bootMs)
afterAll(async () => {
  await site.stop()
  await cluster.destroy()
})

const outcomes = async () => {
  const rows = await site.db.query<{ state: string; entries: bigint }>(
    `SELECT g.state, (SELECT count(*) FROM ledger_entry e WHERE e.key = g.id::text) AS entries FROM giving_gift g`,
  )
  return rows.map((r) => `${r.state} ${r.entries}`)
}

test('the database stopped while webhooks arrive: non-2xx, then healed by retries, nothing lost, nothing doubled', async () => {
  const { pid } = site.server.child
  const gifts = await Promise.all(Array.from({ length: 12 }, () => give(site, { amount: '66.66' })))
  const feed = await openFeed(`${site.url}/api/v1/campaigns/walk-11/feed`)
  await feed.nth(1)
  await Promise.all(gifts.slice(0, 6).map((gift) => press(gift.payUrl, 'pay')))
  await cluster.stop('immediate')
  await Promise.all(gifts.slice(6).map((gift) => press(gift.payUrl, 'pay')))

  const { body } = eventBody('charge.succeeded', chargeOf(gifts[11]!.giftId))
  const refused = await fetch(`${site.url}/webhooks/stripe`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { 'Stripe-Signature': signature(body, webhookSecret) },
  })
  expect([refused.status, await refused.json()]).toEqual([503, { error: 'not-settled' }])

  const ready = await fetch(`${site.url}/readyz`)
  expect([ready.status, await ready.json()]).toEqual([503, { ok: false, database: 'down' }])
  expect((await fetch(`${site.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${site.url}/api/v1/campaigns/walk-11/totals`)).status).toBe(200)
  expect(await page(`${site.url}/campaigns/walk-11`)).toContain('已付的款不会受影响')
  expect(await page(`${site.url}/en/gifts/${gifts[0]!.giftId}`)).toContain(
    'Nothing you have paid is affected',
  )

  await cluster.start()
  await until('every gift is counted', async () => (await site.totals()).gifts === 12)
  expect(await outcomes()).toEqual(Array(12).fill('confirmed 1'))
  expect((await site.totals()).confirmedFen).toBe(String(12 * 6666))
  await until('the feed came along', () => {
    const last = feed.events.at(-1)
    return last !== undefined && (JSON.parse(last.data) as Totals).gifts === 12
  })
  feed.close()
  expect((await fetch(`${site.url}/readyz`)).status).toBe(200)
  expect(site.server.child.pid).toBe(pid)
  expect(site.server.child.exitCode).toBeNull()
  expect(await site.audit()).toBe('books: 12 entries, 12 leaves, 0 faults')
})

test('without its database a server does not start, and says which setting names it', async () => {
  await site.server.stop()
  await cluster.stop('fast')
  await expect(site.restart()).rejects.toThrow(/The database that DATABASE_URL names does not answer/)
  await cluster.start()
  await site.restart()
  expect((await site.totals()).gifts).toBe(12)
})
