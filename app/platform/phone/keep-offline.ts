/** `ready`: everything is on the phone · `not-yet`: it could not be fetched · `cannot`: this browser keeps no pages (some in-app browsers). */
export type OfflineState = 'asking' | 'ready' | 'not-yet' | 'cannot'

/** The service worker answers within this, or it is asked again later. */
const patienceMs = 20_000

/** Has these pages kept with all their files. `ready` only once the service worker has looked that each one is there. */
export async function keepOffline(paths: string[]): Promise<OfflineState> {
  if (!('serviceWorker' in navigator)) return 'cannot'
  try {
    await navigator.serviceWorker.register('/sw.js')
    const { active } = await navigator.serviceWorker.ready
    const { port1, port2 } = new MessageChannel()
    const answer = new Promise<boolean>((resolve) => {
      port1.onmessage = ({ data }) => resolve(data === true)
      setTimeout(resolve, patienceMs, false)
    })
    active!.postMessage({ keep: paths }, [port2])
    return (await answer) ? 'ready' : 'not-yet'
  } catch {
    return navigator.onLine ? 'cannot' : 'not-yet'
  }
}

/** Asks the browser not to clear what this site keeps. Answers whether it promised. */
export async function askToKeep(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist())
  } catch {
    return false
  }
}
