import { useEffect, useRef, useState } from 'react'
import { type Refresher, refreshAtMostEachSecond } from './refresh-at-most'

/** Alerts come without the totals moving. */
const anywayMs = 30_000

export interface NewestState<T> {
  newest: T
  /** The last try to get newer ones failed. */
  stale: boolean
}

/** The page's figures, loaded anew from `url` whenever `moved` goes up, at most once a second. */
export function useNewer<T>(first: T, url: string, moved: number): NewestState<T> {
  const [state, setState] = useState({ first, newest: first, stale: false })
  // Another range came with the page's own data: it counts from the first drawing on.
  const fresh = state.first === first ? state : { first, newest: first, stale: false }
  if (fresh !== state) setState(fresh)
  const refresher = useRef<Refresher | null>(null)

  useEffect(() => {
    const load = async () => {
      const answer = await fetch(url, { headers: { Accept: 'application/json' }, redirect: 'error' })
      return answer.ok ? ((await answer.json()) as T) : null
    }
    const mine = refreshAtMostEachSecond(load, (newest) =>
      setState((before) =>
        before.first !== first
          ? before
          : { ...before, newest: newest ?? before.newest, stale: newest === null },
      ),
    )
    refresher.current = mine
    const timer = setInterval(() => document.visibilityState === 'visible' && mine.ask(), anywayMs)
    return () => {
      clearInterval(timer)
      mine.stop()
    }
  }, [url, first])
  useEffect(() => {
    if (moved > 0) refresher.current?.ask()
  }, [moved])
  return fresh
}
