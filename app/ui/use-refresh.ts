import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

/** Loads the page's figures anew every `everyMs` while it is in front; a hidden page rests. */
export function useRefresh(everyMs: number): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') revalidate()
    }, everyMs)
    return () => clearInterval(timer)
  }, [revalidate, everyMs])
}
