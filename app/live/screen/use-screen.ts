import { useEffect, useRef, useState } from 'react'
import type { Totals } from '../totals'
import { useLiveTotals } from '../use-live-totals'
import type { ScreenNow } from './screen-now'
import { calmMs, nextState, openingState, type ScreenState } from './screen-state'

const tickMs = 500
const askMs = 5_000
const patienceMs = 10_000

const newer = (feed: Totals, answer: Totals) => (answer.asOf > feed.asOf ? answer : feed)

/** A sleeping network would leave a question open for ever: it is given up after ten seconds. */
const askOnce = (url: string): Promise<ScreenNow | null> =>
  fetch(url, { cache: 'no-store', signal: AbortSignal.timeout?.(patienceMs) })
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null)

/**
 * Keeps the screen up to date for a day without a hand. The feed brings the totals as they move; besides, everything is
 * asked for every few seconds at `askAt`, sooner when the totals have moved. That question also is the witness of whether
 * the server is there: a feed whose other end has vanished (a switch, a laptop that slept) says nothing for minutes.
 * One timer does it all, and what is heard is kept in one place, so that ten hours leave nothing behind.
 */
export function useScreen(first: ScreenNow, askAt: string): ScreenState {
  const feed = useLiveTotals(first.totals)
  const heard = useRef({ now: first, feed: first.totals, live: null as boolean | null })
  const [state, setState] = useState(() => openingState(first))
  useEffect(() => {
    heard.current.feed = feed.totals
  }, [feed.totals])
  useEffect(() => {
    let asking = false
    let askedAt = Number.NEGATIVE_INFINITY
    let askedFor: Totals | undefined
    const ask = async () => {
      asking = true
      askedFor = heard.current.feed
      const now = await askOnce(askAt)
      heard.current = { ...heard.current, now: now ?? heard.current.now, live: now !== null }
      asking = false
    }
    const timer = setInterval(() => {
      const at = performance.now()
      const { now, feed, live } = heard.current
      setState((before) => nextState(before, { now, totals: newer(feed, now.totals), live }, at))
      if (asking || at < askedAt + (feed === askedFor ? askMs : calmMs)) return
      askedAt = at
      void ask()
    }, tickMs)
    return () => clearInterval(timer)
  }, [askAt])
  return state
}
