import { afterAll, beforeAll, expect, it } from 'vitest'
import { receiveWebhook } from '~/payments/receive-webhook.server'
import { type Database, openDatabase } from '~/platform/db.server'
import { migrate } from '~/platform/migrate.server'
import { type Cluster, startCluster } from '../setup/postgres-cluster'
import { giftState, insertGift, openCheckout, startReceiver, startTill, until } from './support'

let cluster: Cluster
let db: Database
beforeAll(async () => {
  cluster = await startCluster()
  db = await openDatabase({ url: cluster.url(), dataDir: '', poolSize: 8 })
  await migrate(db, cluster.url())
})
afterAll(async () => {
  await db.close()
  await cluster.destroy()
})

it('webhooks that find the database stopped are answered 500, tried again, and lose or double nothing', async () => {
  let refused = 0
  const door = await startReceiver(async (r) => {
    try {
      const taken = await receiveWebhook(db, till.gateway, { sql: 'giving_settle' }, r.body, r.signature, {
        patienceMs: 0,
      })
      return taken.ok ? 200 : 400
    } catch {
      refused++
      return 500
    }
  })
  const till = await startTill(door.url, { retryBaseMs: 50, maxTries: 12 })
  try {
    const gifts = await Promise.all(Array.from({ length: 12 }, () => insertGift(db)))
    const refs = await Promise.all(
      gifts.map(async (giftId) => (await openCheckout(till.gateway, { giftId })).ref),
    )
    await Promise.all(refs.slice(0, 6).map((ref) => till.press(ref, 'pay')))
    await cluster.stop('immediate')
    await Promise.all(refs.slice(6).map((ref) => till.press(ref, 'pay')))
    await until('some were refused', () => refused >= 6)
    await cluster.start()
    await until('every gift is confirmed', async () =>
      (await Promise.all(gifts.map((g) => giftState(db, g)))).every((g) => g.state === 'confirmed'),
    )
    for (const gift of gifts) expect(await giftState(db, gift)).toMatchObject({ posted: 6_666n, entries: 1n })
  } finally {
    await till.sandbox.stop()
    await door.stop()
  }
})
