import { auditBooks } from '~/ledger/audit-books.server'
import { bookChecks, projections } from '~/wiring.server'
import { type Child, startChild } from './child'
import { growTo, sealAll } from './house/grow'
import { type Bench, type BenchDatabase, slug } from './house/open-database'
import { signInAuditor } from './house/sign-in'
import { startWeb } from './house/start-web'
import type { PageLoad, PageResult } from './load/pages'
import { median, percentile } from './measure'
import { atMost, bound, type Figure, type Group } from './report'

const sizes = { small: 2_000, large: 200_000 }
/** Both campaigns were given to over the same days, so that only the number of gifts differs. */
const spanMs = 20 * 86_400_000
/** Many short turns: what else the machine does then falls on both alike. */
const rounds = 15
const perRound = 12
const warmRounds = 4
const mostTimes = 1.3
const leastSealedPerSecond = 3_000

const doors = {
  whole: `/desk/campaigns/${slug}/monitoring/figures?range=whole`,
  week: `/desk/campaigns/${slug}/monitoring/figures?range=week`,
  page: `/desk/campaigns/${slug}/monitoring?range=whole`,
}
type Door = keyof typeof doors

interface Board extends BenchDatabase {
  web: Child & { port: number }
  cookie: string
  sealed: number[]
  took: Record<Door, number[]>
}

/** The dashboard of a campaign with 200,000 gifts against one with 2,000, over HTTP, signed in, in turns. */
export async function benchDashboard(bench: Bench): Promise<Group> {
  const small = await openBoard(bench, 'dashboard_small', sizes.small)
  const large = await openBoard(bench, 'dashboard_large', sizes.large)
  const audit = await auditBooks(large.db, { projections, checks: bookChecks })
  const pages = await startChild('load/pages.ts')
  for (let r = -warmRounds; r < rounds; r++) {
    for (const board of r % 2 === 0 ? [small, large] : [large, small]) await measure(board, pages, r >= 0)
  }
  await Promise.all([pages.stop(), small.web.stop(), large.web.stop()])
  await Promise.all([small.close(), large.close()])

  const line = (what: string, of: Door, p: number, wanted: boolean): Figure => {
    const at = (b: Board) => percentile(b.took[of], p)
    const figure = atMost(what, 'ms', at(large), 'ms with 2,000', at(small), mostTimes)
    return wanted ? figure : { ...figure, wanted: undefined, reached: undefined }
  }
  return {
    name: 'dashboard',
    title: `a campaign with ${sizes.large.toLocaleString('en')} gifts against ${sizes.small.toLocaleString('en')}, signed in, medians of ${rounds * perRound}`,
    figures: [
      line('figures of the whole campaign (HTTP, JSON)', 'whole', 0.5, true),
      line('figures of a week, by the hour (HTTP, JSON)', 'week', 0.5, true),
      line('the page itself (HTTP)', 'page', 0.5, true),
      bound('faults found by audit-books', '', audit.faults.length, '≤', 0),
      bound(
        'sealed per second, slowest tenth',
        'entries/s',
        Math.min(...large.sealed),
        '≥',
        leastSealedPerSecond,
      ),
      { what: 'sealed per second, median tenth', figure: median(large.sealed), unit: 'entries/s' },
      line('figures of the whole campaign, 95%', 'whole', 0.95, false),
      line('figures of a week, 95%', 'week', 0.95, false),
      line('the page itself, 95%', 'page', 0.95, false),
    ],
    notes: [
      'Both campaigns were given to over the same twenty days, in amounts from ¥1 to ¥501 that are nearly all different.',
    ],
    detail: { sealed: large.sealed, small: small.took, large: large.took },
  }
}

async function openBoard(bench: Bench, name: string, gifts: number): Promise<Board> {
  const database = await bench.database(name)
  const { db, url } = database
  await growTo(db, gifts, { everyMs: spanMs / gifts })
  const sealed = await sealAll(db, gifts)
  const cookie = await signInAuditor(db)
  await db.query('VACUUM ANALYZE')
  await db.query('CHECKPOINT')
  const web = await startWeb(bench, url, 'web')
  return { ...database, web, cookie, sealed, took: { whole: [], week: [], page: [] } }
}

async function measure({ took, web, cookie }: Board, pages: Child, counts: boolean) {
  for (const door of Object.keys(doors) as Door[]) {
    const load: PageLoad = {
      port: web.port,
      path: doors[door],
      inFlight: 1,
      ms: 20_000,
      most: perRound,
      headers: cookie,
    }
    const { latencies } = await pages.ask<PageResult>('go', load)
    if (counts) took[door].push(...latencies)
  }
}
