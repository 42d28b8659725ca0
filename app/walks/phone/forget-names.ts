import { openDB } from 'idb'

/** Where the service worker keeps pages (platform/phone/service-worker.ts): a gate's has its names in it. */
const shells = 'phone-shells-1'

/** Takes the volunteer's page off this phone. */
export async function forgetGatePage(): Promise<void> {
  if (!('caches' in globalThis)) return
  const kept = await caches.open(shells)
  for (const { url } of await kept.keys()) if (/\/pass\/gate$/.test(url)) await kept.delete(url)
}

/** Takes everybody's names off a phone that has put its pass down. What was stamped stays until it is sent. */
export async function forgetNames(): Promise<void> {
  await forgetGatePage()
  // Some browsers do not tell which databases there are; they ask the server before they show anything.
  for (const { name } of (await indexedDB.databases?.()) ?? []) {
    if (!name?.startsWith('shanxing-gate-')) continue
    const db = await openDB(name)
    await db.delete('facts', 'roster')
    db.close()
  }
}
