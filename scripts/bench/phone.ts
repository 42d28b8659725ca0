import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { drawnCache, shellsCache } from '~/platform/phone/phone-app'
import { readStampCode, spellStampCode, stampUrl } from '~/walks/stamp-code'
import { codeInSight, writeCameraClip } from '../../tests/browser/setup/camera-clip'
import { chains, plan } from '../../tests/walks/plan'
import { layWalk } from '../../tests/walks/walk'
import type { Bench } from './house/open-database'
import { startWeb } from './house/start-web'
import { median } from './measure'
import { openFromIcon } from './open-from-icon'
import { atMost, bound, type Group } from './report'

const mostBytes = 250_000
const mostTimes = 1.5
const throttle = 4
const rounds = 24
const iconRounds = 12
const restMs = 700
const tickRounds = 3
const executablePath = process.env.CHROMIUM_PATH || '/usr/bin/chromium'
const args = ['--no-sandbox', '--disable-gpu']
const walkPath = `/walk/${plan.campaign}`
/** Kept by the service worker like the card, with nothing in it. */
const emptyPath = '/walk/empty'
/** Runs in each page that is opened: marks when it is loaded, and when the card stands there. */
const marks = `const mark = (name) => requestAnimationFrame(() => {
  performance.mark(name)
  setTimeout(() => performance.mark(name + '-seen'))
})
new MutationObserver((_, seen) => {
  if (!document.querySelector('[data-ready]')) return
  seen.disconnect()
  mark('ready')
}).observe(document, { subtree: true, childList: true, attributes: true })
addEventListener('load', () => mark('load'))`

/** The walker's page in Chromium: what a first visit weighs, and how long it takes without signal on a slow phone. */
export async function benchPhone(bench: Bench): Promise<Group> {
  const { db, url, close } = await bench.database('phone')
  await layWalk(db)
  const web = await startWeb(bench, url, 'web')
  const wire = await countBytes(web.port)
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-phone-'))
  const browser = await chromium.launch({ executablePath, args })
  try {
    const origin = `http://127.0.0.1:${wire.port}`
    const context = await browser.newContext(phone)
    const page = await visit(context, origin)
    const bytes = wire.bytes()

    await page.evaluate(keepEmptyPage, [shellsCache, emptyPath] as const)
    await context.setOffline(true)
    await page.close()
    const empty = { ready: [] as number[], seen: [] as number[] }
    const card = { ready: [] as number[], seen: [] as number[], answers: [] as number[] }
    const keep = <Name extends string>(lists: Record<Name, number[]>, times: Record<Name, number>) => {
      for (const name in lists) lists[name].push(times[name])
    }
    for (let n = 0; n <= rounds; n++) {
      const openEmpty = async () => {
        const [ready, seen] = await openSlowly(context, origin + emptyPath, 'load', 'load-seen')
        // The first of each compiles what the later ones find compiled, as on a phone that was used before.
        if (n > 0) keep(empty, { ready: ready!, seen: seen! })
      }
      const openCard = async () => {
        const [ready, seen, answers] = await openSlowly(
          context,
          origin + walkPath,
          'ready',
          'ready-seen',
          'card-drawn',
        )
        if (n > 0) keep(card, { ready: ready!, seen: seen!, answers: answers! })
      }
      // In turns, and each of them first as often as the other: whatever a page leaves behind disturbs both alike.
      for (const open of n % 2 ? [openEmpty, openCard] : [openCard, openEmpty]) await open()
    }
    const ticks = { poster: [] as number[], rotating: [] as number[] }
    for (let n = 0; n < tickRounds; n++)
      for (const kind of ['poster', 'rotating'] as const) {
        const { chain, values } = chains[kind === 'poster' ? 'poster' : 'phone']
        const step = kind === 'poster' ? 0 : 1_200
        ticks[kind].push(
          await tickSlowly(origin, spellStampCode({ chain: chain.id, step, value: values[step]! })),
        )
      }
    const owned = await chromium.launchPersistentContext(profile, { executablePath, args, ...phone })
    await (await visit(owned, origin)).evaluate(keepEmptyPage, [shellsCache, emptyPath] as const)
    await owned.close()
    // From here on nobody answers: no signal.
    wire.stop()
    const icon = { empty: [] as number[][], card: [] as number[][] }
    for (let n = 0; n <= iconRounds; n++)
      for (const kind of n % 2 ? (['empty', 'card'] as const) : (['card', 'empty'] as const)) {
        await sleep(restMs)
        const [address, until] =
          kind === 'card'
            ? [origin + walkPath, ['ready', 'ready-seen']]
            : [origin + emptyPath, ['load', 'load-seen']]
        const times = await openFromIcon({
          executablePath,
          args,
          profile,
          address,
          throttle,
          script: marks,
          until,
        })
        if (n > 0) icon[kind].push(times)
      }
    const fromIcon = (kind: 'card' | 'empty', which: 0 | 1) =>
      median(icon[kind].map((times) => times[which]!))
    return {
      name: 'phone',
      title: `stamp card in Chromium at phone size; without signal, processor ${throttle} times slower, ${rounds} rounds`,
      figures: [
        bound('first visit over the air, all of it', 'kB', bytes / 1_000, '≤', mostBytes / 1_000),
        atMost(
          'from the press on the icon to ready, browser not running',
          'ms',
          fromIcon('card', 0),
          'ms, an empty cached page',
          fromIcon('empty', 0),
          mostTimes,
        ),
        atMost(
          'the same, to its first frame painted',
          'ms',
          fromIcon('card', 1),
          'ms, an empty cached page',
          fromIcon('empty', 1),
          mostTimes,
        ),
        atMost(
          'from opening to ready, browser running',
          'ms',
          median(card.ready),
          'ms, an empty cached page',
          median(empty.ready),
          mostTimes,
        ),
        atMost(
          'the same, to its first frame painted',
          'ms',
          median(card.seen),
          'ms, an empty cached page',
          median(empty.seen),
          mostTimes,
        ),
        { what: 'from opening to the script having drawn it anew', figure: median(card.answers), unit: 'ms' },
        { what: 'decoded to tick, poster', figure: median(ticks.poster), unit: 'ms' },
        {
          what: 'decoded to tick, rotating code of step 1,200, nothing proved before',
          figure: median(ticks.rotating),
          unit: 'ms',
        },
      ],
      notes: [
        'Bytes are counted on the wire, with headers: the page, its script and style, the service worker, what is kept for later (scanner, QR codes, the pages of both languages and of codes).',
        'Ready: the card stands there with its stamps, as the phone kept it, and a press on its button counts: the frame that shows it is begun, as for the empty page, and a line below it is painted. Then the script draws it anew from the phone’s own memory.',
        'Browser not running: a new Chromium whose first window is the page, its start counted, as after a press on the home screen. Browser running: from the start of the navigation in a window that is there already, which leaves out the start and so weighs the page alone.',
        'Decoded to tick: the camera’s picture was read; then the code is proved, stored durably, and its tick is drawn.',
      ],
      detail: { bytes, icon, card, empty, ticks },
    }
  } finally {
    await browser.close()
    wire.stop()
    fs.rmSync(profile, { recursive: true, force: true })
    await web.stop()
    await close()
  }
}

const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: 'zh-CN',
}

/** The first visit, until the phone has kept everything and how its card looks. */
async function visit(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(origin + walkPath)
  await page.locator('.card-light-good').first().waitFor()
  await page.waitForLoadState('networkidle')
  while (!(await page.evaluate(isDrawnKept, drawnCache))) await sleep(100)
  return page
}

async function slowly(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle })
}

/** Milliseconds from the start of the navigation to each of the marks; `-seen`: its frame has been painted too. */
async function openSlowly(context: BrowserContext, address: string, ...until: string[]): Promise<number[]> {
  // The phone is at rest when somebody opens the card: what the page before has begun is over.
  await sleep(restMs)
  const page = await context.newPage()
  await slowly(page)
  await page.addInitScript({ content: marks })
  await page.goto(address)
  await page.waitForFunction(
    (names) => names.every((name) => performance.getEntriesByName(name, 'mark').length > 0),
    until,
  )
  const at = await page.evaluate(
    (names) => names.map((name) => performance.getEntriesByName(name, 'mark')[0]!.startTime),
    until,
  )
  await page.close()
  return at
}

/** A poster before the camera of a phone without stamps: from the code read to its tick drawn (User Timing of the page itself). */
async function tickSlowly(origin: string, code: string): Promise<number> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-clip-'))
  const clip = path.join(dir, 'poster.y4m')
  writeCameraClip(clip, [codeInSight(stampUrl(origin, readStampCode(code)!))])
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...args,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${clip}`,
    ],
  })
  try {
    const context = await browser.newContext(phone)
    const page = await context.newPage()
    await page.goto(origin + walkPath)
    await page.locator('.card-light-good').first().waitFor()
    await context.setOffline(true)
    await slowly(page)
    await page.getByRole('link', { name: '扫码集章' }).click()
    await page.waitForFunction(() => performance.getEntriesByName('scan-said').length > 0)
    return await page.evaluate(
      () =>
        performance.getEntriesByName('scan-said')[0]!.startTime -
        performance.getEntriesByName('scan-read')[0]!.startTime,
    )
  } finally {
    await browser.close()
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

/** Runs in the page: whether the phone has kept how its card looks when it is ready. */
async function isDrawnKept(cache: string): Promise<boolean> {
  const [drawn] = await (await caches.open(cache)).matchAll()
  return (await drawn?.text())?.includes('data-ready') ?? false
}

/** Runs in the page: an empty page among those that the service worker keeps. */
async function keepEmptyPage([cache, page]: readonly [string, string]): Promise<void> {
  const html =
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>empty</title><body></body></html>'
  const headers = { 'Content-Type': 'text/html; charset=utf-8' }
  await (await caches.open(cache)).put(page, new Response(html, { headers }))
}

/** Stands between browser and server and counts what comes down. */
async function countBytes(to: number) {
  let bytes = 0
  const server = net.createServer((browser) => {
    const web = net.connect(to, '127.0.0.1')
    browser.on('error', () => web.destroy())
    web.on('error', () => browser.destroy())
    web.on('data', (data) => {
      bytes += data.length
    })
    browser.pipe(web).pipe(browser)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  return { port, bytes: () => bytes, stop: () => server.close() }
}
