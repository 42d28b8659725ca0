import { type CDPSession, chromium } from '@playwright/test'
import { payGifts } from './house/gifts'
import { type Bench, slug } from './house/open-database'
import { startWeb } from './house/start-web'
import { compressTime } from './inside/compressed-time'
import { atMost, bound, type Group } from './report'

const hours = 10
const tenths = 10
const secondsPerTenth = (hours * 3_600) / tenths
/** The first minutes fill caches and compile what runs often: they are not the first tenth. */
const warmSeconds = 1_800
const mostTimes = 1.1

interface Sample {
  heapBytes: number
  /** All nodes that the browser holds, detached ones among them. */
  nodes: number
  listeners: number
}

/** The big screen of the built server in Chromium, for ten hours of which none is waited for. */
export async function benchScreen(bench: Bench): Promise<Group> {
  const { db, url, close } = await bench.database('screen')
  await payGifts(db, 1, 50)
  const web = await startWeb(bench, url, 'web')
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const samples: Sample[] = []
  let told = { frames: 0, answers: 0, failed: 0, celebrations: 0, total: '' }
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (said) => said.type() === 'error' && faults.push(said.text()))
    // The loader of TypeScript wraps what functions are called in a helper that a page does not have.
    await page.addInitScript({ content: 'globalThis.__name = (named) => named' })
    await page.addInitScript(compressTime)
    await page.goto(`http://127.0.0.1:${web.port}/screen/${slug}`)
    await page.waitForFunction(() => window.compressed?.listening() === true)
    const devtools = await page.context().newCDPSession(page)
    const live = (seconds: number) => page.evaluate((s) => window.compressed!.live(s), seconds)
    await live(warmSeconds)
    samples.push(await sample(devtools))
    for (let n = 0; n < tenths; n++) {
      told = await live(secondsPerTenth)
      samples.push(await sample(devtools))
    }
    if (faults.length > 0) throw new Error(`the page threw: ${faults[0]}`)
    const shown = await page.locator('.rolling-total').getAttribute('value')
    if (shown !== told.total) throw new Error(`the screen shows ${shown} and not ${told.total}`)
    if (told.celebrations === 0) throw new Error('nothing was celebrated in ten hours')
  } finally {
    await browser.close()
    await web.stop()
    await close()
  }
  const [, first, ...later] = samples as [Sample, Sample, ...Sample[]]
  const last = later.at(-1)!
  const mb = (one: Sample) => one.heapBytes / 1_000_000
  return {
    name: 'screen',
    title: `big screen in Chromium, ${hours} simulated hours, an update each ten seconds, sampled each hour`,
    figures: [
      atMost(
        'JavaScript heap after the last tenth',
        'MB',
        mb(last),
        'MB after the first',
        mb(first),
        mostTimes,
      ),
      bound('DOM nodes more than after the first tenth', '', last.nodes - first.nodes, '≤', 100),
      bound('listeners more than after the first tenth', '', last.listeners - first.listeners, '≤', 0),
      { what: 'DOM nodes, detached ones among them', figure: last.nodes, unit: '' },
      { what: 'updates of the feed', figure: told.frames, unit: '' },
      { what: 'answers to the page’s questions', figure: told.answers, unit: '' },
      { what: 'of those failed, while the network was away', figure: told.failed, unit: '' },
      { what: 'milestones celebrated', figure: told.celebrations, unit: '' },
    ],
    notes: [
      'Time is compressed in the page: its clock and timers stand still and are moved on second by second as fast as the page draws; every ten seconds the feed brings new totals, and each question is answered at once with new gifts.',
      'In each hour the network is away for two minutes, and a gift is refunded each minute; milestones pass on the way.',
      `Heap by tenth, after garbage collection: ${samples
        .slice(1)
        .map((s) => mb(s).toFixed(2))
        .join(', ')} MB; nodes: ${samples
        .slice(1)
        .map((s) => s.nodes)
        .join(', ')}.`,
    ],
    detail: { samples, told },
  }
}

async function sample(devtools: CDPSession): Promise<Sample> {
  for (let n = 0; n < 2; n++) await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters')
  return { heapBytes: usedSize, nodes, listeners: jsEventListeners }
}
