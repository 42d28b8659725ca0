import type { ScreenNow } from '~/live/screen/screen-now'
import type { Totals } from '~/live/totals'

interface Told {
  frames: number
  answers: number
  failed: number
  celebrations: number
  /** The total that the server stand-in has reached, in yuan. */
  total: string
}
declare global {
  interface Window {
    compressed?: { listening(): boolean; live(seconds: number): Promise<Told> }
  }
}

/**
 * Runs in the page before its own scripts, and must stand alone. Puts its clock, its timers, its feed and the answers to
 * its questions into the bench's hand; `live` lets seconds pass, one after the other, and waits for the page to draw.
 */
export function compressTime(): void {
  const awayFrom = 1_800
  const awaySeconds = 120
  const betweenSeconds = 10
  let now = 0
  let ids = 1_000_000
  const timers = new Map<number, { run: () => void; at: number; every: number | null }>()
  const add = (run: () => void, ms = 0, every: number | null = null) => {
    ids += 1
    timers.set(ids, { run, at: now + ms, every })
    return ids
  }
  const began = Date.now()
  const real = { fetch: window.fetch.bind(window), setTimeout: window.setTimeout.bind(window) }
  Date.now = () => began + now
  performance.now = () => now
  const put = (to: object, what: Record<string, unknown>) => Object.assign(to, what)
  put(window, {
    setTimeout: (run: () => void, ms?: number) => add(run, ms),
    setInterval: (run: () => void, ms: number) => add(run, ms, ms),
    clearTimeout: (id: number) => timers.delete(id),
    clearInterval: (id: number) => timers.delete(id),
  })

  const feeds = new Set<EventTarget>()
  class Feed extends EventTarget {
    static CLOSED = 2
    readyState = 1
    constructor(readonly url: string) {
      super()
      feeds.add(this)
    }
    close() {
      this.readyState = 2
      feeds.delete(this)
    }
  }
  put(window, { EventSource: Feed })

  let screen: ScreenNow | null = null
  let confirmed = 0n
  let refunded = 0n
  const told = { frames: 0, answers: 0, failed: 0, celebrations: 0, total: '' }
  const away = () =>
    Math.floor(now / 1_000) % 3_600 >= awayFrom && Math.floor(now / 1_000) % 3_600 < awayFrom + awaySeconds
  const totals = (): Totals => ({
    ...screen!.totals,
    confirmedFen: confirmed.toString(),
    refundedFen: refunded.toString(),
    pendingFen: String(Math.floor(now / 1_000) % 7_000),
    gifts: told.frames,
    treeSize: told.frames,
    asOf: new Date(began + now).toISOString(),
  })
  const gifts = () =>
    Array.from({ length: 10 }, (_, i) => ({
      index: String(told.frames * 10 - i),
      name: i % 2 === 0 ? `街坊 ${told.frames - i}` : null,
      amountFen: String(1_000 + told.frames),
      message: i % 5 === 0 ? `一起走，一起捐 ${told.frames}` : null,
      at: new Date(began + now).toISOString(),
    }))
  window.fetch = async (input, init) => {
    if (!String(input).endsWith('/now')) return real.fetch(input, init)
    screen ??= (await (await real.fetch(input, { cache: 'no-store' })).json()) as ScreenNow
    told.answers += 1
    if (away()) {
      told.failed += 1
      throw new TypeError('Failed to fetch')
    }
    return new Response(JSON.stringify({ ...screen, totals: totals(), gifts: gifts(), at: began + now }))
  }

  // React draws in tasks of its own: one that comes after those says that it is done.
  const { port1, port2 } = new MessageChannel()
  const drawn = () =>
    new Promise<void>((resolve) => {
      port1.onmessage = () => resolve()
      port2.postMessage(null)
    })
  const pass = async (until: number) => {
    for (;;) {
      let due: [number, { run: () => void; at: number; every: number | null }] | undefined
      for (const timer of timers) if (timer[1].at <= until && (!due || timer[1].at < due[1].at)) due = timer
      if (!due) break
      const [id, timer] = due
      now = timer.at
      if (timer.every === null) timers.delete(id)
      else timer.at += timer.every
      timer.run()
      await drawn()
    }
    now = until
  }
  let celebrating = false
  const second = async () => {
    if (Math.floor(now / 1_000) % betweenSeconds > 0) {
      // Between two updates.
    } else if (screen && !away()) {
      told.frames += 1
      confirmed += 43_210n
      if (told.frames % 6 === 0) {
        confirmed -= 2_000n
        refunded += 2_000n
      }
      const event = new MessageEvent('totals', { data: JSON.stringify(totals()) })
      for (const feed of feeds) feed.dispatchEvent(event)
    } else if (away()) for (const feed of feeds) feed.dispatchEvent(new Event('error'))
    await pass(now + 1_000 - (now % 1_000))
    await drawn()
    const joy = document.querySelector('.screen-joy') !== null
    if (joy && !celebrating) told.celebrations += 1
    celebrating = joy
  }
  window.compressed = {
    listening: () => feeds.size > 0,
    async live(seconds) {
      for (let n = 0; n < seconds; n++) {
        await second()
        // Now and then the browser gets a turn to paint and to run what has animated.
        if (n % 20 === 0) await new Promise<void>((resolve) => real.setTimeout(resolve, 0))
      }
      for (let n = 0; n < 4; n++) await pass(now + 1_000)
      const { confirmedFen } = totals()
      return { ...told, total: `${confirmedFen.slice(0, -2)}.${confirmedFen.slice(-2)}` }
    },
  }
}
