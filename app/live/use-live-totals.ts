import { useEffect, useState } from 'react'
import type { Totals } from './totals'

interface LiveState {
  totals: Totals
  live: boolean | null
  moved: number
}

/**
 * The campaign's totals, kept up to date over its feed. `live` is null until the connection stands for the first time,
 * and false while it is lost: the page then says how old its figures are. The browser comes back by itself with Last-Event-ID.
 */
export function useLiveTotals(initial: Totals): LiveState {
  const [state, setState] = useState<LiveState>({ totals: initial, live: null, moved: 0 })
  useEffect(() => {
    let feed: EventSource
    const lost = () => setState((before) => ({ ...before, live: false }))
    function listen() {
      feed = new EventSource(`/api/v1/campaigns/${initial.campaign}/feed`)
      feed.addEventListener('totals', (event) => {
        const totals = JSON.parse((event as MessageEvent<string>).data) as Totals
        setState((before) => {
          const same =
            totals.treeSize === before.totals.treeSize && totals.pendingFen === before.totals.pendingFen
          return { totals, live: true, moved: before.moved + (same ? 0 : 1) }
        })
      })
      feed.addEventListener('open', () => setState((before) => ({ ...before, live: true })))
      feed.addEventListener('error', lost)
    }
    // A phone that loses its network is told so at once; its open connection may hang silent for minutes.
    const away = () => {
      feed.close()
      lost()
    }
    const back = () => {
      feed.close()
      listen()
    }
    listen()
    window.addEventListener('offline', away)
    window.addEventListener('online', back)
    return () => {
      feed.close()
      window.removeEventListener('offline', away)
      window.removeEventListener('online', back)
    }
  }, [initial.campaign])
  return state
}
