import { startChild } from './child'
import { payGifts } from './house/gifts'
import { type Bench, slug } from './house/open-database'
import { startWeb } from './house/start-web'
import type { PageLoad, PageResult } from './load/pages'
import { median, sum } from './measure'
import { type Profile, profileNotes } from './profile-notes'
import { atLeast, bound, type Group } from './report'
import { weighScripts } from './script-weight'

const inFlight = 16
const rounds = 4
const roundMs = 4_000
const gifts = 5_000
const mostScriptBytes = 110_000

const pages = {
  campaign: `/campaigns/${slug}`,
  /** Remix's root route, no shell, nothing in it. */
  empty: '/bare/page',
  /** The same within the site's header and footer. */
  shell: '/shell/page',
}
type Page = keyof typeof pages
/** With the web process's own processor time for one page, which other work on the machine disturbs less. */
type Result = Omit<PageResult, 'latencies'> & { cpuMs: number }

/** The campaign page against an empty page of the same server, in turns; and the weight of its scripts. */
export async function benchPage(bench: Bench): Promise<Group> {
  const { db, url, close } = await bench.database('page')
  await payGifts(db, 1, gifts)
  const web = await startWeb(bench, url, 'web')
  const load = await startChild('load/pages.ts')
  const go = (page: Page, input: Partial<PageLoad> = {}) =>
    load
      .ask<PageResult>('go', { port: web.port, path: pages[page], inFlight, ms: roundMs, ...input })
      .then(({ latencies: _, ...result }) => result)

  for (const page of ['campaign', 'empty', 'shell'] as const) await go(page, { ms: 3_000 })
  const results: Record<Page, Result[]> = { campaign: [], empty: [], shell: [] }
  const queriesBefore = await web.ask<number>('roundTrips')
  for (let r = 0; r < rounds; r++) {
    for (const page of ['empty', 'campaign', 'shell'] as const) {
      const before = await web.ask<number>('cpu')
      const result = await go(page, page === 'shell' ? { ms: roundMs / 2 } : {})
      results[page].push({ ...result, cpuMs: ((await web.ask<number>('cpu')) - before) / result.count })
    }
  }
  const queries = (await web.ask<number>('roundTrips')) - queriesBefore
  const profiled = web.ask<Profile>('profile', { ms: 3_000 })
  await go('campaign', { ms: 3_500 })
  const profile = await profiled
  const packed = await go('campaign', { headers: 'Accept-Encoding: gzip, deflate, br\r\n' })
  const weight = await weighScripts(web.port, pages.campaign)
  await Promise.all([web.stop(), load.stop()])
  await close()

  const rate = (page: Page) => median(results[page].map((r) => r.perSecond))
  const cpu = (page: Page) => median(results[page].map((r) => r.cpuMs))
  const bytes = results.campaign[0]!.bytes
  return {
    name: 'page',
    title: `campaign page with its queries, ${inFlight} in flight, ${rounds} rounds of ${roundMs / 1000} s in turns`,
    figures: [
      atLeast('rendered', 'pages/s', rate('campaign'), 'empty Remix pages/s', rate('empty'), 0.4),
      bound('JavaScript of a first visit, brotli', 'kB', weight.bytes / 1000, '≤', mostScriptBytes / 1000),
      { what: 'median answer', figure: median(results.campaign.map((r) => r.p50)), unit: 'ms' },
      {
        what: 'rendered, by processor time of the web process',
        figure: 1_000 / cpu('campaign'),
        unit: 'pages/s',
        limit: 1_000 / cpu('empty'),
        limitWhat: 'empty Remix pages/s',
        ratio: cpu('empty') / cpu('campaign'),
      },
      {
        what: 'the same against an empty page with header and footer',
        figure: 1_000 / cpu('campaign'),
        unit: 'pages/s',
        limit: 1_000 / cpu('shell'),
        limitWhat: 'pages/s',
        ratio: cpu('shell') / cpu('campaign'),
      },
      { what: 'campaign page, compressed for a browser', figure: packed.perSecond, unit: 'pages/s' },
      { what: 'queries per page', figure: queries / sum(results.campaign.map((r) => r.count)), unit: '' },
      { what: 'HTML', figure: bytes / 1000, unit: 'kB' },
      { what: 'HTML, compressed', figure: packed.bytes / 1000, unit: 'kB' },
    ],
    notes: [
      `Largest scripts: ${weight.scripts
        .slice(0, 6)
        .map((s) => `${s.file} ${(s.bytes / 1000).toFixed(1)}`)
        .join(', ')} kB.`,
      ...profileNotes(profile),
    ],
    detail: { results, weight, profile },
  }
}
