import type { SendEnd } from './send-outbox'

export interface Sender {
  /** Something was put, or there may be a signal again. */
  wake(): void
  stop(): void
}

const shortestMs = 2_000
const longestMs = 60_000
/** Another tab is sending: it may be closed before it is done. */
const otherTabMs = 3_000

/**
 * Sends whenever there is something and a way: at once, when the network comes back, when the page is looked at again, and in
 * growing intervals. Of several tabs one sends at a time, where the browser has locks; without them both send, and the server
 * keeps each thing once.
 */
export function runSender(name: string, send: () => Promise<SendEnd>, moved: () => void): Sender {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitMs = shortestMs
  let [running, again, stopped] = [false, false, false]

  const later = (ms: number) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(run, ms)
  }
  async function run(): Promise<void> {
    if (running) {
      again = true
      return
    }
    running = true
    again = false
    clearTimeout(timer)
    const end = await oneAtATime(name, send).catch((): SendEnd => ({ ok: false, reason: 'later' }))
    running = false
    moved()
    if (again) return run()
    if (end === 'another-tab') return later(otherTabMs)
    if ('ended' in end) waitMs = shortestMs
    else {
      later(Math.max(waitMs * (0.75 + Math.random() / 2), ('afterMs' in end && end.afterMs) || 0))
      waitMs = Math.min(longestMs, waitMs * 2)
    }
  }
  const wake = () => {
    waitMs = shortestMs
    void run()
  }
  const looked = () => document.visibilityState === 'visible' && wake()
  addEventListener('online', wake)
  document.addEventListener('visibilitychange', looked)
  void run()
  return {
    wake,
    stop() {
      stopped = true
      clearTimeout(timer)
      removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', looked)
    },
  }
}

async function oneAtATime(name: string, send: () => Promise<SendEnd>): Promise<SendEnd | 'another-tab'> {
  if (!navigator.locks) return send()
  return navigator.locks.request(`send-${name}`, { ifAvailable: true }, (lock) =>
    lock ? send() : ('another-tab' as const),
  )
}
