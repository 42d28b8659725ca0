import { useEffect, useState } from 'react'
import type { Totals } from './totals'

/**
 * The campaign's totals, kept up to date over its feed. `live` is false while the connection is lost: the page then says
 * how old its figures are. The browser comes back by itself with Last-Event-ID.
 */
export function useLiveTotals(initial: Totals): { totals: Totals; live: boolean; moved: number } {
  const [state, setState] = useState({ totals: initial, live: false, moved: 0 })
  useEffect(() => {
    const feed = new EventSource(`/api/v1/campaigns/${initial.campaign}/feed`)
    feed.addEventListener('totals', (event) => {
      const totals = JSON.parse((event as MessageEvent<string>).data) as Totals
      setState((before) => {
        const same =
          totals.treeSize === before.totals.treeSize && totals.pendingFen === before.totals.pendingFen
        return { totals, live: true, moved: before.moved + (same ? 0 : 1) }
      })
    })
    feed.addEventListener('open', () => setState((before) => ({ ...before, live: true })))
    feed.addEventListener('error', () => setState((before) => ({ ...before, live: false })))
    return () => feed.close()
  }, [initial.campaign])
  return state
}
