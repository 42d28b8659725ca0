import { setTimeout as sleep } from 'node:timers/promises'
import { sealEntries } from '~/ledger/seal-entries.server'
import type { Database } from '~/platform/db.server'
import { projections } from '~/wiring.server'
import { type Child, startChild } from './child'
import { settleGift, startGifts } from './house/gifts'
import { type Bench, slug } from './house/open-database'
import { startWeb } from './house/start-web'
import type { Arrival } from './load/readers'
import { percentile } from './measure'
import { type Profile, profileNotes } from './profile-notes'
import { atMost, bound, type Group } from './report'

const readers = 5_000
const warmReaders = 500
const updates = 100
const everyMs = 200
const profiledUpdates = 15
const mostDelayMs = 1_000

type Server = Child & { port: number }
interface Memory {
  rss: number
  heapUsed: number
}
interface Crowd {
  /** For each update, from its announcement to the last reader that has it, in ms. */
  delays: number[]
  perReader: { rss: number; heapUsed: number }
  profile: Profile
}

/** Thousands of readers of one campaign's feed, and the same crowd at a bare broadcaster. */
export async function benchLive(bench: Bench): Promise<Group> {
  const { db, url, close } = await bench.database('live')
  await startGifts(db, 1, 3 * updates)
  const gifts = pouring(db)
  await gifts() // the first frame is then as long as the others
  const web = await startWeb(bench, url, 'web')
  const house = await withCrowd(web, `/api/v1/campaigns/${slug}/feed`, gifts)

  const json = await (await fetch(`http://127.0.0.1:${web.port}/api/v1/campaigns/${slug}/totals`)).text()
  await web.stop()
  await close()
  const child = await startChild('inside/broadcaster.mjs', { flags: ['--expose-gc'] })
  const broadcaster = Object.assign(child, { port: await child.ask<number>('port') })
  let id = 0
  const bare = await withCrowd(broadcaster, '/', async () => {
    id += 1
    const at = now()
    await broadcaster.ask('broadcast', { frame: `id: ${id}\nevent: totals\ndata: ${json}\n\n` })
    return { id, at }
  })
  await broadcaster.stop()

  const share = (crowd: Crowd, p: number) => percentile(crowd.delays, p)
  const kib = (crowd: Crowd) => crowd.perReader.rss / 1024
  return {
    name: 'live',
    title: `${readers} readers of one process, ${updates} sealed gifts, one every ${everyMs} ms`,
    figures: [
      bound('last reader has it, 99% of updates', 'ms', share(house, 0.99), '≤', mostDelayMs),
      { what: 'last reader has it, median', figure: share(house, 0.5), unit: 'ms' },
      { what: 'the same at a bare broadcaster, 99%', figure: share(bare, 0.99), unit: 'ms' },
      { what: 'the same at a bare broadcaster, median', figure: share(bare, 0.5), unit: 'ms' },
      atMost('memory per reader', 'KiB', kib(house), 'KiB, bare broadcaster', kib(bare), 1.5),
      { what: 'of that on the JavaScript heap', figure: house.perReader.heapUsed / 1024, unit: 'KiB' },
      { what: 'bare broadcaster, JavaScript heap', figure: bare.perReader.heapUsed / 1024, unit: 'KiB' },
    ],
    notes: [
      'Measured from the COMMIT of the seal until the last of the readers, all in one other process, has read it.',
      'Memory: resident size after garbage collection with all readers, less the same with none after a smaller crowd.',
      ...profileNotes(house.profile),
    ],
    detail: { house, bare },
  }
}

const now = () => performance.timeOrigin + performance.now()

/** Settles and seals one gift after the other as the workers do; answers each one's tree size and when its seal was committed. */
function pouring(db: Database) {
  let at = 0
  const watched: Database = {
    ...db,
    transaction: (work, isolation) =>
      db.transaction(async (tx) => {
        const result = await work(tx)
        at = now() // the COMMIT leaves now, and with it the notice
        return result
      }, isolation),
  }
  let n = 0
  return async () => {
    n += 1
    await settleGift(db, n)
    const { treeSize } = await sealEntries(watched, projections)
    return { id: Number(treeSize), at }
  }
}

async function withCrowd(
  server: Server,
  path: string,
  update: () => Promise<{ id: number; at: number }>,
): Promise<Crowd> {
  const load = await startChild('load/readers.ts')
  const join = (count: number) => load.ask('connect', { port: server.port, path, readers: count })
  await join(warmReaders)
  for (let n = 0; n < 10; n++) await update()
  await load.ask('disconnect')
  while ((await server.ask<number>('readers')) > 0) await sleep(50)
  const empty = await server.ask<Memory>('memory')

  await join(readers)
  const sent: { id: number; at: number }[] = []
  const from = performance.now()
  for (let n = 0; n < updates; n++) {
    await sleep(Math.max(0, from + n * everyMs - performance.now()))
    sent.push(await update())
  }
  const last = sent.at(-1)!
  const arrivals = new Map(
    (await load.ask<Arrival[]>('arrivals', { id: last.id, readers })).map((a) => [a.id, a]),
  )
  const delays = sent.map(({ id, at }) => {
    const arrival = arrivals.get(id)
    if (arrival?.readers !== readers) throw new Error(`update ${id} reached ${arrival?.readers ?? 0} readers`)
    return arrival.lastAt - at
  })
  const full = await server.ask<Memory>('memory')
  const profiled = server.ask<Profile>('profile', { ms: profiledUpdates * everyMs })
  for (let n = 0; n < profiledUpdates; n++) {
    await sleep(everyMs)
    await update()
  }
  const profile = await profiled
  await load.stop()
  const perReader = (of: keyof Memory) => (full[of] - empty[of]) / readers
  return { delays, perReader: { rss: perReader('rss'), heapUsed: perReader('heapUsed') }, profile }
}
