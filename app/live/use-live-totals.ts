import { useEffect, useState } from 'react'
import type { Totals } from './totals'

export interface LiveState {
  totals: Totals
  /** Null until the first answer, and without scripts; false while the connection is lost: the page then says how old its figures are. */
  live: boolean | null
  /** Goes up whenever the figures have moved. */
  moved: number
}

const firstPauseMs = 2_000
const longestPauseMs = 30_000
const pollMs = 5_000

function next(before: LiveState, totals: Totals): LiveState {
  const same =
    totals.treeSize === before.totals.treeSize &&
    totals.pendingFen === before.totals.pendingFen &&
    totals.pendingGifts === before.totals.pendingGifts
  return { totals, live: true, moved: before.moved + (same ? 0 : 1) }
}

/**
 * The campaign's totals, kept up to date over its feed. The browser comes back by itself with Last-Event-ID after a lost
 * connection, but gives up for good when an answer is not a feed (a restart behind a proxy): then it is asked again here,
 * with growing pauses of uneven length, so that a crowd does not come back at once.
 */
export function useLiveTotals(initial: Totals): LiveState {
  const [state, setState] = useState<LiveState>({ totals: initial, live: null, moved: 0 })
  const { campaign } = initial
  useEffect(() => {
    let feed: EventSource
    let retry: ReturnType<typeof setTimeout>
    let pauseMs = firstPauseMs
    const listen = () => {
      feed = new EventSource(`/api/v1/campaigns/${campaign}/feed`)
      feed.addEventListener('totals', (event) => {
        const totals = JSON.parse((event as MessageEvent<string>).data) as Totals
        setState((before) => next(before, totals))
      })
      feed.addEventListener('open', () => {
        pauseMs = firstPauseMs
        setState((before) => ({ ...before, live: true }))
      })
      feed.addEventListener('error', () => {
        setState((before) => ({ ...before, live: false }))
        if (feed.readyState !== EventSource.CLOSED) return
        retry = setTimeout(listen, pauseMs * (0.5 + Math.random()))
        pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      })
    }
    const stop = () => {
      clearTimeout(retry)
      feed.close()
    }
    // A browser that loses its network is told so at once; its open connection may hang silent for minutes.
    const away = () => {
      stop()
      setState((before) => ({ ...before, live: false }))
    }
    const back = () => {
      stop()
      listen()
    }
    listen()
    window.addEventListener('offline', away)
    window.addEventListener('online', back)
    return () => {
      stop()
      window.removeEventListener('offline', away)
      window.removeEventListener('online', back)
    }
  }, [campaign])
  return state
}

/** For pages that show many campaigns: asks every few seconds, because browsers keep only six connections to a host. */
export function usePolledTotals(initial: Totals): LiveState {
  const [state, setState] = useState<LiveState>({ totals: initial, live: null, moved: 0 })
  const { campaign } = initial
  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.visibilityState !== 'visible') return
      const answer = await fetch(`/api/v1/campaigns/${campaign}/totals`).catch(() => null)
      if (!answer?.ok) return setState((before) => ({ ...before, live: false }))
      const totals = (await answer.json()) as Totals
      setState((before) => next(before, totals))
    }, pollMs)
    return () => clearInterval(timer)
  }, [campaign])
  return state
}
