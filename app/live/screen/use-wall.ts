import { useEffect, useState } from 'react'

const stillMs = 3_000

/**
 * The habits of a wall: it stays lit where the browser can do that, fills the screen with F or a double click, and hides
 * the pointer. Answers whether a hand has just moved the pointer or pressed a key.
 */
export function useWall(): boolean {
  const [hand, setHand] = useState(false)
  useEffect(() => {
    let still: ReturnType<typeof setTimeout>
    const moved = () => {
      setHand(true)
      clearTimeout(still)
      still = setTimeout(() => setHand(false), stillMs)
    }
    const pressed = (event: KeyboardEvent) => {
      moved()
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat
      if (plain && event.key.toLowerCase() === 'f') fillScreen()
    }
    const gone = new AbortController()
    const { signal } = gone
    window.addEventListener('pointermove', moved, { signal })
    window.addEventListener('keydown', pressed, { signal })
    window.addEventListener('dblclick', fillScreen, { signal })
    document.addEventListener('visibilitychange', stayLit, { signal })
    stayLit()
    return () => {
      clearTimeout(still)
      gone.abort()
    }
  }, [])
  return hand
}

function fillScreen() {
  const asked = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.()
  asked?.catch(() => {}) // a browser that refuses leaves the page as it is
}

/** Lasts until the page is hidden or left: so it is asked for again whenever the page comes back to the front. */
function stayLit() {
  if (document.visibilityState === 'visible') navigator.wakeLock?.request('screen').catch(() => {}) // low battery
}
