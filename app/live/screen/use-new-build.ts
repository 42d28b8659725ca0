import { useEffect } from 'react'

const minuteMs = 60_000

/**
 * Loads the page anew once the server runs another build: a minute after that was noticed, and only when the page
 * itself answers, else again a minute later. Until then it runs on with what it has: all that it needs came with its
 * first load, so the old build's files may vanish behind it. `renewed` is false while nothing should be cut short.
 */
export function useNewBuild(renewed: boolean): void {
  useEffect(() => {
    if (!renewed) return
    const timer = setInterval(async () => {
      const page = await fetch(window.location.href, { cache: 'no-store' }).catch(() => null)
      if (page?.ok) window.location.reload()
    }, minuteMs)
    return () => clearInterval(timer)
  }, [renewed])
}
