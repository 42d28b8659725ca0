import { drawnByHeader, drawnCache, entryAttribute } from './phone-app'

const calmMs = 300
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Keeps what is drawn of the page at this path, for the service worker to show before the script runs at the next opening. Call it after
 * each drawing: the last of a burst counts. What bears `data-passing` is left out: what would be over by then, and what the script alone
 * makes work. Never the truth, which the app draws over it.
 */
export function keepDrawn(path: string): void {
  clearTimeout(timer)
  timer = setTimeout(() => void put(path).catch(() => undefined), calmMs)
}

async function put(path: string): Promise<void> {
  const drawn = document.getElementById('app')!.cloneNode(true) as HTMLElement
  for (const passing of drawn.querySelectorAll('[data-passing]')) passing.remove()
  const by = document.querySelector(`[${entryAttribute}]`)!.getAttribute(entryAttribute)!
  const kept = new Response(drawn.innerHTML, { headers: { [drawnByHeader]: by } })
  await (await caches.open(drawnCache)).put(path, kept)
}
