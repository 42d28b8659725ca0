import { randomUUID } from 'node:crypto'
import { auditBooks } from '~/ledger/audit-books.server'
import { postEntry } from '~/ledger/post-entry.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { shanghaiDay } from '~/platform/dates'
import { type Database, openDatabase } from '~/platform/db.server'
import { bookChecks, projections } from '~/wiring.server'
import { type Child, startChild } from './child'
import { startGifts } from './house/gifts'
import { growTo, sealAll } from './house/grow'
import { type Bench, type BenchDatabase, funds, slug } from './house/open-database'
import { startWeb, webhookSecret } from './house/start-web'
import type { PageLoad, PageResult } from './load/pages'
import type { WebhookResult } from './load/webhooks'
import { median, percentile, timeEach } from './measure'
import { atMost, bound, type Figure, type Group } from './report'

const sizes = { small: 10_000, large: 1_000_000 }
/** Many short turns: what else the machine does then falls on both alike. */
const rounds = 25
const perRound = 20
const warmRounds = 5
const leastSealedPerSecond = 3_000
const mostTimes = 1.3

interface Books extends BenchDatabase {
  /** One connection of its own: the single client that posts. */
  one: Database
  web: Child & { port: number }
  /** Milliseconds of each try, by what was tried. */
  took: Record<'post' | 'totals' | 'page' | 'confirm', number[]>
}

/** The same work on books of two sizes, in turns; and how fast the sealer gets through the large ones. */
export async function benchGrowth(bench: Bench): Promise<Group> {
  const small = await openBooks(bench, 'growth_small', sizes.small)
  const audit = await auditBooks(small.db, { projections, checks: bookChecks })
  const large = await openBooks(bench, 'growth_large', sizes.large)
  const pages = await startChild('load/pages.ts')
  const hooks = await startChild('load/webhooks.ts')
  for (let r = -warmRounds; r < rounds; r++) {
    for (const books of r % 2 === 0 ? [small, large] : [large, small]) {
      await measure(books, pages, hooks, (r + warmRounds) * perRound)
      if (r < 0) for (const all of Object.values(books.took)) all.length = 0
    }
  }
  await Promise.all([pages.stop(), hooks.stop(), small.web.stop(), large.web.stop()])
  await Promise.all([small, large].flatMap((b) => [b.one.close(), b.close()]))

  const line = (what: string, of: keyof Books['took'], p: number, wanted: boolean): Figure => {
    const at = (b: Books) => percentile(b.took[of], p)
    const figure = atMost(what, 'ms', at(large), 'ms with 10,000', at(small), mostTimes)
    return wanted ? figure : { ...figure, wanted: undefined, reached: undefined }
  }
  return {
    name: 'growth',
    title: `${sizes.large.toLocaleString('en')} sealed entries against ${sizes.small.toLocaleString('en')}, one client, medians of ${rounds * perRound}`,
    figures: [
      line('post an entry', 'post', 0.5, true),
      line('confirm a gift by webhook (HTTP)', 'confirm', 0.5, true),
      line('totals (HTTP)', 'totals', 0.5, true),
      line('campaign page (HTTP)', 'page', 0.5, true),
      bound(
        'sealed per second, slowest tenth',
        'entries/s',
        Math.min(...large.sealed),
        '≥',
        leastSealedPerSecond,
      ),
      { what: 'sealed per second, median tenth', figure: median(large.sealed), unit: 'entries/s' },
      bound('faults found by audit-books', '', audit.faults.length, '≤', 0),
      line('post an entry, 95%', 'post', 0.95, false),
      line('confirm a gift by webhook, 95%', 'confirm', 0.95, false),
      line('totals, 95%', 'totals', 0.95, false),
      line('campaign page, 95%', 'page', 0.95, false),
    ],
    notes: [
      `Gifts, allocations, events, entries and lines were written by set-based statements under the ledger's own triggers; the books of ${audit.entries} were audited${audit.faults[0] ? `: ${JSON.stringify(audit.faults[0])}` : ''}.`,
      `Sealed per second, tenth by tenth: ${large.sealed.map((n) => Math.round(n)).join(', ')}.`,
    ],
    detail: { sealed: large.sealed, small: small.took, large: large.took },
  }
}

async function openBooks(bench: Bench, name: string, entries: number): Promise<Books & { sealed: number[] }> {
  const database = await bench.database(name)
  const { db, url } = database
  await growTo(db, entries)
  const sealed = await sealAll(db, entries)
  await startGifts(db, 0, (warmRounds + rounds) * perRound - 1)
  await db.query('VACUUM ANALYZE')
  await db.query('CHECKPOINT')
  const one = await openDatabase({ url, dataDir: bench.dataDir, poolSize: 1 })
  const web = await startWeb(bench, url, 'web')
  return { ...database, one, web, sealed, took: { post: [], confirm: [], totals: [], page: [] } }
}

const occurredOn = shanghaiDay(new Date())
const post = (db: Database) => {
  const lines = [6_666n, 4_000n].flatMap((amountFen, n) => [
    { account: 'provider-clearing', fund: funds[n]!, campaign: slug, amountFen },
    { account: 'donations', fund: funds[n]!, campaign: slug, amountFen: -amountFen },
  ])
  return postEntry(db, {
    source: 'bench',
    key: randomUUID(),
    kind: 'takings',
    occurredOn,
    channel: 'cash',
    lines,
  })
}

async function measure(books: Books, pages: Child, hooks: Child, from: number) {
  const { took, web } = books
  took.post.push(...(await timeEach(perRound, () => post(books.one))))
  await hooks.ask('prepare', { from, to: from + perRound, secret: webhookSecret })
  took.confirm.push(...(await hooks.ask<WebhookResult>('go', { port: web.port, inFlight: 1 })).latencies)
  while ((await sealEntries(books.db, projections)).sealed > 0); // as the workers would have by now
  const get = async (path: string) => {
    const load: PageLoad = { port: web.port, path, inFlight: 1, ms: 20_000, most: perRound }
    return (await pages.ask<PageResult>('go', load)).latencies
  }
  took.totals.push(...(await get(`/api/v1/campaigns/${slug}/totals`)))
  took.page.push(...(await get(`/campaigns/${slug}`)))
}
