import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '~/platform/db.server'
import { type Balancer, startBalancer } from './balancer'
import { postForm, press } from './donor'
import { bootMs, freePort, listening, type Server, spawnServer, until } from './server'
import { auditHere, type Kind, openSite, type Site } from './site'

/** PostgreSQL takes many processes, so the next one starts while this one still serves; a data folder takes one. */
const cases: { name: string; kind: Kind; rounds: number; ahead: number }[] = [
  { name: 'PostgreSQL', kind: 'postgres', rounds: 25, ahead: 2 },
  { name: 'PGlite', kind: 'pglite', rounds: 8, ahead: 0 },
]
const donors = 6
const roundsMs = 600_000

interface Paid {
  giftId: string
  amountFen: bigint
}

/** Gives, pays, gives again, as long as the load lasts. A form that broke off is sent again, as a donor would. */
async function keepGiving(at: Balancer, load: { on: boolean }, paid: Paid[]): Promise<void> {
  while (load.on) {
    const yuan = randomInt(1, 500)
    const fields = { formId: randomUUID(), amount: `${yuan}.${randomInt(10, 100)}`, name: '匿名', email: '' }
    const amountFen = BigInt(fields.amount.replace('.', ''))
    let payUrl: string | null = null
    while (load.on && !payUrl) {
      const answer = await postForm(at, '/campaigns/walk-11', fields).catch(() => null)
      payUrl = answer?.status === 303 ? answer.headers.get('location') : null
      await answer?.arrayBuffer().catch(() => {})
      if (!payUrl) await sleep(20)
    }
    if (!payUrl) return
    const giftUrl = (await press(payUrl, 'pay')).headers.get('location')!
    paid.push({ giftId: giftUrl.split('/').at(-1)!, amountFen })
  }
}

/** Gifts whose payment a server has acknowledged: from then on the provider will not tell of it again. */
const acknowledged = (at: Balancer) =>
  new Set(
    at.passed
      .filter((p) => p.path === '/webhooks/stripe' && p.status === 200)
      .map((p) => JSON.parse(p.body) as { type: string; data: { object: { metadata: { giftId: string } } } })
      .filter((event) => event.type === 'charge.succeeded')
      .map((event) => event.data.object.metadata.giftId),
  )

describe.each(cases)('killed at random moments under load, $name', ({ kind, rounds, ahead }) => {
  let site: Site
  let balancer: Balancer
  beforeAll(async () => {
    balancer = await startBalancer()
    site = await openSite(kind, {
      publicUrl: balancer.url,
      env: { GIVE_PER_ADDRESS: '1000000', LOG_LEVEL: 'error', DATABASE_POOL: '6' },
      sandbox: { retryBaseMs: 30, maxTries: 400 },
    })
    if (ahead > 0) await site.server.stop()
  }, bootMs)
  afterAll(async () => {
    await site.stop()
    await balancer.stop()
  })

  test(
    `${rounds} times SIGKILL: the books are clean, and every acknowledged payment is there, once`,
    async () => {
      const start = async () => spawnServer(site.env, await freePort())
      const waiting: Promise<Server>[] = Array.from({ length: ahead }, start)
      const next = async (): Promise<Server> => {
        if (ahead === 0) {
          await site.server.ended.then(() => site.restart())
          return site.server
        }
        waiting.push(start())
        return listening(await waiting.shift()!)
      }
      const load = { on: true }
      const paid: Paid[] = []
      const giving = Array.from({ length: donors }, () => keepGiving(balancer, load, paid))

      const caught: number[] = []
      for (let round = 0; round < rounds; round++) {
        const victim = round === 0 && ahead === 0 ? site.server : await next()
        const before = balancer.passed.length
        balancer.target = victim.url
        await until('it has work behind it', () =>
          balancer.passed.slice(before).some((p) => p.status === 200),
        )
        await sleep(randomInt(0, 250))
        await until('requests are under way', () => balancer.inFlight() > 0)
        caught.push(balancer.inFlight())
        await victim.kill()
        balancer.target = null
      }
      const last = await next()
      balancer.target = last.url
      load.on = false
      await Promise.all(giving)

      expect(caught).toHaveLength(rounds)
      expect(Math.min(...caught)).toBeGreaterThan(0)
      expect(paid.length).toBeGreaterThan(rounds)
      await until('the provider got rid of everything', () => {
        const known = acknowledged(balancer)
        return paid.every((gift) => known.has(gift.giftId))
      })
      const sum = paid.reduce((total, gift) => total + gift.amountFen, 0n)
      await until('all of it is sealed', async () => {
        const totals = await (await fetch(`${last.url}/api/v1/campaigns/walk-11/totals`)).json()
        return totals.confirmedFen === String(sum) && totals.gifts === paid.length
      })
      for (const spare of await Promise.all(waiting)) await spare.kill()
      expect(await last.stop()).toBe(0)
      await proveBooks(paid)
    },
    roundsMs,
  )

  async function proveBooks(paid: Paid[]) {
    const db = kind === 'postgres' ? site.db : await openDatabase({ dataDir: site.dataDir })
    try {
      expect(await auditHere(db)).toBe(`books: ${paid.length} entries, ${paid.length} leaves, 0 faults`)
      const rows = await db.query<{ id: string; entries: bigint; fen: bigint }>(
        `SELECT g.id, count(e.id) AS entries, g.amount_fen AS fen
           FROM giving_gift g LEFT JOIN ledger_entry e ON e.source = 'gift' AND e.key = g.id::text
          WHERE g.state = 'confirmed' GROUP BY g.id, g.amount_fen`,
      )
      const kept = new Map(rows.map((r) => [r.id, r]))
      for (const giftId of acknowledged(balancer)) expect(kept.get(giftId)).toMatchObject({ entries: 1n })
      expect(kept.size).toBe(paid.length)
      for (const gift of paid) {
        expect(kept.get(gift.giftId)).toMatchObject({ entries: 1n, fen: gift.amountFen })
      }
    } finally {
      if (kind === 'pglite') await db.close()
    }
  }
})
