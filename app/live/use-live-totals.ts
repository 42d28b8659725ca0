import { useEffect, useState } from 'react'
import { followFeed } from '~/platform/follow-feed'
import type { Totals } from './totals'

export interface LiveState {
  totals: Totals
  /** Null until the first answer, and without scripts; false while the connection is lost: the page then says how old its figures are. */
  live: boolean | null
  /** Goes up whenever the figures have moved. */
  moved: number
}

const pollMs = 5_000

function next(before: LiveState, totals: Totals): LiveState {
  const same =
    totals.treeSize === before.totals.treeSize &&
    totals.pendingFen === before.totals.pendingFen &&
    totals.pendingCashFen === before.totals.pendingCashFen &&
    totals.pendingGifts === before.totals.pendingGifts
  return { totals, live: true, moved: before.moved + (same ? 0 : 1) }
}

/** The campaign's totals, kept up to date over its feed. */
export function useLiveTotals(initial: Totals): LiveState {
  const [state, setState] = useState<LiveState>({ totals: initial, live: null, moved: 0 })
  const { campaign } = initial
  useEffect(
    () =>
      followFeed(`/api/v1/campaigns/${campaign}/feed`, 'totals', {
        data: (json) => setState((before) => next(before, JSON.parse(json) as Totals)),
        open: () => setState((before) => ({ ...before, live: true })),
        lost: () => setState((before) => ({ ...before, live: false })),
      }),
    [campaign],
  )
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
