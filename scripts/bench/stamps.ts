import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sealEntries } from '~/ledger/seal-entries.server'
import { projections } from '~/wiring.server'
import { startChild } from './child'
import { settleGift, startGifts } from './house/gifts'
import { type Bench, slug } from './house/open-database'
import { signInAuditor } from './house/sign-in'
import { startWeb } from './house/start-web'
import { fillDay, layWalkToday, posterCode, walkSlug } from './house/walk-today'
import type { PageLoad, PageResult } from './load/pages'
import type { ScanResult } from './load/scans'
import { median, percentile } from './measure'
import { atLeast, atMost, bound, type Figure, type Group } from './report'

const each = 20
const inFlight = 16
const rounds = 4
const batchesPerRound = 480
const singles = 500
const singlesToWarm = 150
const everyMs = 20
const readers = 5_000
const sizes = { small: 10_000, large: 1_000_000 }
const growthRounds = 12
const perRound = 15

/** The rows that a batch of `each` scans leaves, as one hand-written transaction: same tables, same triggers, nothing checked. */
const bareBatch = (scans: number) => `BEGIN;
INSERT INTO walks_scan (id, campaign, card, place, chain, step, trust, claimed_at, offset_ms, happened_at, flags)
  SELECT gen_random_uuid(), '${walkSlug}', upper(substr(md5(random()::text), 1, 16)), 'cp1', 'P0STER', 0, 'static', now(), 0, now(), '{}'
    FROM generate_series(1, ${scans});
INSERT INTO walks_card (id, campaign) SELECT upper(substr(md5(random()::text), 1, 16)), '${walkSlug}' FROM generate_series(1, ${scans});
INSERT INTO walks_stamp (card, place, campaign, scan_id, happened_at, trust)
  SELECT upper(substr(md5(random()::text), 1, 16)), 'cp1', '${walkSlug}', gen_random_uuid(), now(), 'static' FROM generate_series(1, ${scans});
INSERT INTO walks_card_move (campaign, card) SELECT '${walkSlug}', upper(substr(md5(random()::text), 1, 16)) FROM generate_series(1, ${scans});
COMMIT;
`

async function pgbench(bench: Bench, url: string, scans: number, options: string[]): Promise<string> {
  const file = path.join(bench.dataDir, `stamps-${scans}.pgbench`)
  fs.writeFileSync(file, bareBatch(scans))
  const { stdout } = await promisify(execFile)(
    path.join(bench.cluster.binDir, 'pgbench'),
    ['-n', '-M', 'prepared', ...options, '-f', file, url],
    { cwd: bench.dataDir },
  )
  return stdout
}

/** Stamps over HTTP against pgbench, single ones beside a crowd of readers, and the board over a day of a million scans. */
export async function benchStamps(bench: Bench): Promise<Group> {
  const sync = await syncRounds(bench)
  const single = await besideReaders(bench)
  const growth = await grown(bench)
  return {
    name: 'stamps',
    title: `scans in batches of ${each}, ${inFlight} in flight, ${rounds} rounds of ${batchesPerRound} batches in turns`,
    figures: [
      atLeast('accepted', 'scans/s', median(sync.ours), 'by pgbench', median(sync.theirs), 0.5),
      { what: 'median answer to a batch', figure: sync.p50, unit: 'ms' },
      bound('scans not kept exactly once', '', sync.wrong, '≤', 0),
      atMost(
        'single stamp beside readers, 99%',
        'ms',
        percentile(single.ours, 0.99),
        'ms, bare insert',
        percentile(single.theirs, 0.99),
        4,
      ),
      { what: 'single stamp, median', figure: median(single.ours), unit: 'ms' },
      { what: 'bare insert, median', figure: median(single.theirs), unit: 'ms' },
      ...growth,
    ],
    notes: [
      'Each scan is of another card: a batch makes scans, cards, stamps and the queue of cards to fold. pgbench writes the same rows.',
      `Single stamps come every ${everyMs} ms while ${readers} readers follow the campaign's totals, which move five times a second.`,
    ],
    detail: { sync, single },
  }
}

async function syncRounds(bench: Bench) {
  const [bare, house] = [await bench.database('stamps_bare'), await bench.database('stamps_house')]
  await Promise.all([layWalkToday(bare.db), layWalkToday(house.db)])
  const web = await startWeb(bench, house.url)
  const load = await startChild('load/scans.ts')
  const [ours, theirs, medians]: number[][] = [[], [], []]
  const options = ['-c', inFlight, '-j', 2, '-t', batchesPerRound / inFlight].map(String)
  for (let r = 0; r <= rounds; r++) {
    const tps = Number(/tps = ([\d.]+)/.exec(await pgbench(bench, bare.url, each, options))![1])
    await load.ask('prepare', { campaign: walkSlug, code: posterCode, batches: batchesPerRound, each })
    const result = await load.ask<ScanResult>('go', { port: web.port, inFlight })
    if (r === 0) continue // both are warm from here on
    theirs!.push(tps * each)
    ours!.push(result.batchesPerSecond * each)
    medians!.push(result.p50)
  }
  const wanted = (rounds + 1) * batchesPerRound * each
  const [kept] = await house.db.query<{ scans: number; stamps: number }>(
    'SELECT (SELECT count(*)::int FROM walks_scan) AS scans, (SELECT count(*)::int FROM walks_stamp) AS stamps',
  )
  await Promise.all([web.stop(), load.stop()])
  await Promise.all([bare.close(), house.close()])
  const wrong = Math.abs(kept!.scans - wanted) + Math.abs(kept!.stamps - wanted)
  return { ours: ours!, theirs: theirs!, p50: median(medians!), wrong }
}

async function besideReaders(bench: Bench) {
  const { db, url, close } = await bench.database('stamps_single')
  await layWalkToday(db)
  await startGifts(db, 1, 400)
  const web = await startWeb(bench, url, 'web')
  const crowd = await startChild('load/readers.ts')
  const load = await startChild('load/scans.ts')
  let gift = 0
  const ended = new AbortController()
  const pour = async () => {
    while (!ended.signal.aborted) {
      await settleGift(db, ++gift)
      await sealEntries(db, projections)
      await sleep(200)
    }
  }
  await settleGift(db, ++gift)
  await sealEntries(db, projections)
  await crowd.ask('connect', { port: web.port, path: `/api/v1/campaigns/${slug}/feed`, readers })
  const pouring = pour()
  const stamp = async (batches: number) => {
    await load.ask('prepare', { campaign: walkSlug, code: posterCode, batches, each: 1 })
    return load.ask<number[]>('pace', { port: web.port, everyMs })
  }
  await stamp(singlesToWarm) // connections are open and statements planned from here on, as pgbench's are
  const ours = await stamp(singles)
  const rate = 1_000 / everyMs
  const options = ['-c', 4, '-j', 1, '-R', rate, '-T', (singles * everyMs) / 1_000, '-l'].map(String)
  for (const old of logsIn(bench.dataDir)) fs.rmSync(old)
  await pgbench(bench, url, 1, options)
  const theirs = logsIn(bench.dataDir).flatMap((file) =>
    fs
      .readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => Number(line.split(' ')[2]) / 1_000),
  )
  ended.abort()
  await pouring
  await Promise.all([web.stop(), crowd.stop(), load.stop()])
  await close()
  return { ours, theirs }
}

const logsIn = (dir: string) =>
  fs
    .readdirSync(dir)
    .filter((name) => name.startsWith('pgbench_log'))
    .map((name) => path.join(dir, name))

async function grown(bench: Bench): Promise<Figure[]> {
  const pages = await startChild('load/pages.ts')
  const days = []
  for (const [name, scans] of Object.entries(sizes)) {
    const { db, url, close } = await bench.database(`stamps_${name}`)
    await layWalkToday(db)
    await fillDay(db, scans)
    const headers = await signInAuditor(db)
    const web = await startWeb(bench, url, 'web')
    days.push({ headers, web, close, took: { board: [] as number[], leaderboard: [] as number[] } })
  }
  for (let r = -3; r < growthRounds; r++)
    for (const { headers, web, took } of r % 2 === 0 ? days : [...days].reverse()) {
      const get = async (address: string) => {
        const load: PageLoad = {
          port: web.port,
          path: address,
          inFlight: 1,
          ms: 20_000,
          most: perRound,
          headers,
        }
        return (await pages.ask<PageResult>('go', load)).latencies
      }
      const board = await get(`/desk/campaigns/${walkSlug}/board/figures`)
      const leaderboard = await get(`/campaigns/${walkSlug}/leaderboard`)
      if (r < 0) continue
      took.board.push(...board)
      took.leaderboard.push(...leaderboard)
    }
  await pages.stop()
  await Promise.all(days.map(({ web }) => web.stop()))
  await Promise.all(days.map(({ close }) => close()))
  const [small, large] = days.map(({ took }) => took)
  return (['board', 'leaderboard'] as const).map((of) =>
    atMost(
      `${of} with 1,000,000 scans (HTTP)`,
      'ms',
      median(large![of]),
      'ms with 10,000',
      median(small![of]),
      1.3,
    ),
  )
}
