import { startChild } from './child'
import { payGifts } from './house/gifts'
import { type Bench, funds, slug } from './house/open-database'
import { layPlans } from './house/plans'
import { startWeb } from './house/start-web'
import type { PageLoad, PageResult } from './load/pages'
import { median } from './measure'
import { type Profile, profileNotes } from './profile-notes'
import { atLeast, bound, type Group } from './report'
import { weighScripts } from './script-weight'

const inFlight = 16
const rounds = 4
const roundMs = 4_000
const gifts = 5_000
const plans = 30
const mostScriptBytes = 110_000

const pages = {
  campaign: `/campaigns/${slug}`,
  fund: `/funds/${funds[0]}`,
  /** Remix's root route, no shell, nothing in it. */
  empty: '/bare/page',
  /** The same within the site's header and footer. */
  shell: '/shell/page',
}
type Page = keyof typeof pages
/** With the web process's own processor time for one page, which other work on the machine disturbs less. */
type Result = Omit<PageResult, 'latencies'> & { cpuMs: number }

/** The campaign page and a fund's page against an empty page of the same server, in turns; and the weight of their scripts. */
export async function benchPage(bench: Bench): Promise<Group> {
  const { db, url, close } = await bench.database('page')
  await payGifts(db, 1, gifts)
  await layPlans(db, funds[0], plans)
  const web = await startWeb(bench, url, 'web')
  const load = await startChild('load/pages.ts')
  const go = (page: Page, input: Partial<PageLoad> = {}) =>
    load
      .ask<PageResult>('go', { port: web.port, path: pages[page], inFlight, ms: roundMs, ...input })
      .then(({ latencies: _, ...result }) => result)

  for (const page of ['campaign', 'fund', 'empty', 'shell'] as const) await go(page, { ms: 3_000 })
  const results: Record<Page, Result[]> = { campaign: [], fund: [], empty: [], shell: [] }
  const queries: Partial<Record<Page, number>> = {}
  for (let r = 0; r < rounds; r++) {
    for (const page of ['empty', 'campaign', 'fund', 'shell'] as const) {
      const before = await web.ask<number>('cpu')
      const asked = await web.ask<number>('roundTrips')
      const result = await go(page, page === 'shell' ? { ms: roundMs / 2 } : {})
      results[page].push({ ...result, cpuMs: ((await web.ask<number>('cpu')) - before) / result.count })
      queries[page] = ((await web.ask<number>('roundTrips')) - asked) / result.count
    }
  }
  const profiles: Partial<Record<Page, Profile>> = {}
  for (const page of ['campaign', 'fund'] as const) {
    const profiled = web.ask<Profile>('profile', { ms: 3_000 })
    await go(page, { ms: 3_500 })
    profiles[page] = await profiled
  }
  // Who carries a cookie gets a page made for them: nothing is handed out again.
  const anew = await go('fund', { headers: 'Cookie: anew=1\r\n' })
  const packed = await go('campaign', { headers: 'Accept-Encoding: gzip, deflate, br\r\n' })
  const weight = await weighScripts(web.port, pages.campaign)
  await Promise.all([web.stop(), load.stop()])
  await close()

  const rate = (page: Page) => median(results[page].map((r) => r.perSecond))
  const cpu = (page: Page) => median(results[page].map((r) => r.cpuMs))
  const bytes = (page: Page) => results[page][0]!.bytes
  const byProcessor = (what: string, page: Page, against: Page, limitWhat: string) => ({
    what: `${what}, by processor time of the web process`,
    figure: 1_000 / cpu(page),
    unit: 'pages/s',
    limit: 1_000 / cpu(against),
    limitWhat,
    ratio: cpu(against) / cpu(page),
  })
  return {
    name: 'page',
    title: `campaign page and a fund's page (${plans} plans) with their queries, ${inFlight} in flight, ${rounds} rounds of ${roundMs / 1000} s in turns`,
    figures: [
      atLeast('campaign page', 'pages/s', rate('campaign'), 'empty Remix pages/s', rate('empty'), 0.4),
      atLeast("a fund's page", 'pages/s', rate('fund'), 'empty Remix pages/s', rate('empty'), 0.4),
      bound('JavaScript of a first visit, brotli', 'kB', weight.bytes / 1000, '≤', mostScriptBytes / 1000),
      { what: 'median answer', figure: median(results.campaign.map((r) => r.p50)), unit: 'ms' },
      byProcessor('campaign page', 'campaign', 'empty', 'empty Remix pages/s'),
      byProcessor("a fund's page", 'fund', 'empty', 'empty Remix pages/s'),
      byProcessor('campaign page', 'campaign', 'shell', 'empty pages/s with header and footer'),
      { what: "a fund's page made anew for each", figure: anew.perSecond, unit: 'pages/s' },
      { what: 'campaign page, compressed for a browser', figure: packed.perSecond, unit: 'pages/s' },
      { what: 'queries for a campaign page', figure: queries.campaign!, unit: '' },
      { what: "queries for a fund's page", figure: queries.fund!, unit: '' },
      { what: 'HTML of a campaign page', figure: bytes('campaign') / 1000, unit: 'kB' },
      { what: "HTML of a fund's page", figure: bytes('fund') / 1000, unit: 'kB' },
      { what: 'HTML, compressed', figure: packed.bytes / 1000, unit: 'kB' },
    ],
    notes: [
      "A fund's page is at most a second old (docs/decisions/0036): within it, strangers get the same.",
      `Largest scripts: ${weight.scripts
        .slice(0, 6)
        .map((s) => `${s.file} ${(s.bytes / 1000).toFixed(1)}`)
        .join(', ')} kB.`,
      ...profileNotes(profiles.campaign!).map((note) => `Campaign page: ${note}`),
      ...profileNotes(profiles.fund!).map((note) => `A fund's page: ${note}`),
    ],
    detail: { results, weight, profiles },
  }
}
