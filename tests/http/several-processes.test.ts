import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Totals } from '~/live/totals'
import { give, press } from './donor'
import { openFeed } from './feed'
import { bootMs, freePort, listening, type Server, serverEnv, spawnServer, until } from './server'
import { openSite, type Site } from './site'

/** Two web processes and one worker on one PostgreSQL; the provider delivers to A. */
let a: Site
let b: Server
let worker: Server
beforeAll(async () => {
  a = await openSite('postgres', { env: { ROLES: 'web' } })
  const another = async (roles: string) => {
    const port = await freePort()
    const env = { ...a.env, ...serverEnv(port, a.sandbox.url, { ROLES: roles }) }
    return listening(spawnServer(env, port))
  }
  b = await another('web')
  worker = await another('worker')
}, bootMs)
afterAll(async () => {
  expect(await a.audit()).toContain(', 0 faults')
  await Promise.all([b.stop(), worker.stop()])
  await a.stop()
})

const onB = async () => (await (await fetch(`${b.url}/api/v1/campaigns/walk-11/totals`)).json()) as Totals
const feedOnB = (id?: string) => openFeed(`${b.url}/api/v1/campaigns/walk-11/feed`, id)
async function confirmedOnA(amount: string) {
  const before = await a.totals()
  await press((await give(a, { amount })).payUrl, 'pay')
  await until('A counts it', async () => (await a.totals()).treeSize > before.treeSize)
  return a.totals()
}

test('a gift confirmed through A reaches a reader on B, who may go on reading at A without missing or doubling', async () => {
  const reader = await feedOnB()
  const first = JSON.parse((await reader.nth(1)).data) as Totals
  const now = await confirmedOnA('66.66')
  const second = await reader.nth(2)
  expect(JSON.parse(second.data)).toEqual(now)
  expect(BigInt(now.confirmedFen) - BigInt(first.confirmedFen)).toBe(6666n)
  reader.close()

  const atA = await openFeed(`${a.url}/api/v1/campaigns/walk-11/feed`, second.id)
  await until('it is connected', () => atA.raw().startsWith('retry:'))
  const next = await confirmedOnA('1')
  expect(JSON.parse((await atA.nth(1)).data)).toEqual(next)
  expect(atA.events).toHaveLength(1)
  atA.close()
})

test('B, its line for notices cut, catches up by itself', async () => {
  const reader = await feedOnB()
  await reader.nth(1)
  for (let n = 0; n < 3; n++) {
    const cut = await a.db.query<{ pid: number }>(
      `SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'LISTEN%seal%' AND pid <> pg_backend_pid()`,
    )
    expect(cut.length).toBeGreaterThanOrEqual(2)
    const now = await confirmedOnA('10')
    await until('B says the same', async () => (await onB()).treeSize === now.treeSize)
    expect(await onB()).toEqual(now)
  }
  const { treeSize } = await a.totals()
  await until('its reader too', () => reader.events.at(-1)!.id === String(treeSize))
  expect(JSON.parse(reader.events.at(-1)!.data)).toEqual(await a.totals())
  const ids = reader.events.map((e) => Number(e.id))
  expect(ids).toEqual([...new Set(ids)].sort((x, y) => x - y))
  reader.close()
})

test('with every database connection cut, both web processes and the worker go on', async () => {
  await a.db.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )
  // A request that meets a cut connection fails, and its pool opens another: the next one is answered.
  for (const { url } of [a, b]) {
    await until('pages are answered again', async () => (await fetch(`${url}/campaigns/walk-11`)).ok)
  }
  const now = await confirmedOnA('20')
  await until('B says the same', async () => (await onB()).treeSize === now.treeSize)
  for (const url of [a.url, b.url, worker.url]) expect((await fetch(`${url}/readyz`)).status).toBe(200)
})

test('while the worker is down gifts are taken and wait, and the next worker seals them', async () => {
  await worker.stop()
  const before = await a.totals()
  const gift = await give(a, { amount: '30' })
  await press(gift.payUrl, 'pay')
  await until('it is confirmed', async () => {
    const [row] = await a.db.query<{ state: string }>('SELECT state FROM giving_gift WHERE id = $1::uuid', [
      gift.giftId,
    ])
    return row!.state === 'confirmed'
  })
  expect(await a.totals()).toEqual(before)
  const env = { ...a.env, ...serverEnv(worker.port, a.sandbox.url, { ROLES: 'worker' }) }
  worker = await listening(spawnServer(env, worker.port))
  await until('B counts it', async () => (await onB()).gifts === before.gifts + 1)
  expect(await onB()).toEqual(await a.totals())
})
