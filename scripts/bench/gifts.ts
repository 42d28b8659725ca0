import { auditBooks } from '~/ledger/audit-books.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import type { Database } from '~/platform/db.server'
import { bookChecks, projections } from '~/wiring.server'
import { type Child, startChild } from './child'
import { endedChildrenCpuMs, postgresCpuMs } from './cpu-time'
import { startGifts } from './house/gifts'
import type { Bench } from './house/open-database'
import { startWeb, webhookSecret } from './house/start-web'
import { pgbenchGift, runPgbench } from './load/pgbench'
import type { WebhookResult } from './load/webhooks'
import { median, sum } from './measure'
import { type Profile, profileNotes } from './profile-notes'
import { atLeast, bound, type Group } from './report'

const inFlight = 16
const rounds = 4
const perRound = 6_400
const warmUp = 1_600
const sentTwice = 500

interface Round {
  perSecond: number
  p50?: number
  p95?: number
  /** Processor time per gift, in ms. */
  cpu: Record<string, number>
}
/** Signed webhooks to committed gifts, in turns with pgbench on the same server. */
export async function benchGifts(bench: Bench): Promise<Group> {
  const bare = await bench.database('gifts_bare')
  const house = await bench.database('gifts_house')
  const each = perRound / inFlight
  for (let c = 0; c < inFlight; c++) {
    await startGifts(bare.db, pgbenchGift(c, 1), pgbenchGift(c, warmUp / inFlight + rounds * each))
  }
  const all = warmUp + (rounds + 1) * perRound
  await startGifts(house.db, 0, all - 1)
  for (const { db } of [bare, house]) await db.query('VACUUM ANALYZE giving_gift')

  const web = await startWeb(bench, house.url)
  const load = await startChild('load/webhooks.ts')
  const send = async (from: number, count: number): Promise<WebhookResult> => {
    await load.ask('prepare', { from, to: from + count, secret: webhookSecret })
    return load.ask('go', { port: web.port, inFlight })
  }
  const pgbench = (done: number, count: number) =>
    runPgbench(bench, { url: bare.url, clients: inFlight, each: count / inFlight, done })

  await pgbench(0, warmUp)
  await send(0, warmUp)
  let done = warmUp
  const ours: Round[] = []
  const theirs: Round[] = []
  let roundTrips = 0
  for (let r = 0; r < rounds; r++) {
    theirs.push(await bareRound(bare.db, () => pgbench((warmUp + r * perRound) / inFlight, perRound)))
    await load.ask('prepare', { from: done, to: done + perRound, secret: webhookSecret })
    const before = await web.ask<number>('roundTrips')
    ours.push(await houseRound(house.db, web, load, () => load.ask('go', { port: web.port, inFlight })))
    roundTrips += (await web.ask<number>('roundTrips')) - before
    done += perRound
  }
  const profiled = web.ask<Profile>('profile', { ms: 3_000 })
  await send(done, perRound)
  const profile = await profiled
  await send(0, sentTwice)
  await Promise.all([web.stop(), load.stop()])

  const proof = await prove(house.db, all)
  await Promise.all([bare.close(), house.close()])
  const perSecond = median(ours.map((r) => r.perSecond))
  const trips = roundTrips / (rounds * perRound)
  return {
    name: 'gifts',
    title: `signed webhooks to committed gifts, ${inFlight} in flight, ${rounds} rounds of ${perRound} in turns`,
    figures: [
      atLeast('confirmed', 'gifts/s', perSecond, 'by pgbench', median(theirs.map((r) => r.perSecond)), 0.5),
      bound('database round trips per gift', '', trips, '≤', 2),
      bound('gifts not confirmed exactly once', '', proof.wrong, '≤', 0),
      bound('faults found by audit-books', '', proof.faults, '≤', 0),
      { what: 'median answer', figure: median(ours.map((r) => r.p50!)), unit: 'ms' },
      { what: '95% answered within', figure: median(ours.map((r) => r.p95!)), unit: 'ms' },
    ],
    notes: [
      `${sentTwice} events were sent twice; ${proof.said}.`,
      `Processor time per gift, webhooks: ${cpuText(ours)}. pgbench: ${cpuText(theirs)}.`,
      ...profileNotes(profile),
    ],
    detail: { ours, theirs, profile },
  }
}

const cpuText = (all: Round[]) =>
  Object.keys(all[0]!.cpu)
    .map((who) => `${who} ${median(all.map((r) => r.cpu[who]!)).toFixed(2)} ms`)
    .join(', ')

async function bareRound(db: Database, run: () => Promise<number>): Promise<Round> {
  const before = [await postgresCpuMs(db), endedChildrenCpuMs()] as const
  const perSecond = await run()
  const after = [await postgresCpuMs(db), endedChildrenCpuMs()] as const
  const cpu = { PostgreSQL: (after[0] - before[0]) / perRound, pgbench: (after[1] - before[1]) / perRound }
  return { perSecond, cpu }
}

async function houseRound(
  db: Database,
  web: Child,
  load: Child,
  run: () => Promise<WebhookResult>,
): Promise<Round> {
  const times = () => Promise.all([postgresCpuMs(db), web.ask<number>('cpu'), load.ask<number>('cpu')])
  const before = await times()
  const result = await run()
  const after = await times()
  const [postgres, ours, generator] = after.map((ms, i) => (ms - before[i]!) / perRound)
  const { perSecond, p50, p95 } = result
  return { perSecond, p50, p95, cpu: { PostgreSQL: postgres!, 'web process': ours!, generator: generator! } }
}

/** Seals everything and proves the books; every gift must be confirmed by one event, in one entry. */
async function prove(db: Database, gifts: number) {
  while ((await sealEntries(db, projections)).sealed > 0);
  const [row] = await db.query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM giving_gift WHERE state = 'confirmed') AS confirmed,
            (SELECT count(*)::int FROM ledger_entry) AS entries, (SELECT count(*)::int FROM payments_event) AS events,
            (SELECT count(*)::int FROM platform_outbox) AS mails, (SELECT count(*)::int FROM platform_alert) AS alerts`,
  )
  const { confirmed, entries, events, mails, alerts } = row as Record<string, number>
  const wrong = sum([confirmed!, entries!, events!, mails!].map((n) => Math.abs(n - gifts))) + alerts!
  const audit = await auditBooks(db, { projections, checks: bookChecks })
  const said = `${confirmed} gifts confirmed, ${entries} entries, ${events} events, ${mails} mails asked for, ${alerts} alerts`
  return { wrong, faults: audit.faults.length, said }
}
