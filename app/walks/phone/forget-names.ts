import { openDB } from 'idb'
import { shellsCache } from '~/platform/phone/phone-app'

/** Takes the volunteer's page, which has names in it, off this phone. */
export async function forgetGatePage(): Promise<void> {
  if (!('caches' in globalThis)) return
  const kept = await caches.open(shellsCache)
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
