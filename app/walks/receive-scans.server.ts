import type { RateLimit } from '~/platform/rate-limit.server'
import { keepScans } from './keep-scans.server'
import { publicWalk } from './public-walk.server'
import type { ScanAnswer } from './scan'
import { scanBatch } from './scan-batch'

export interface ScanPost {
  /** The campaign whose walk it is. */
  slug: string
  /** Whose rate it takes from (`networkOf`). */
  address: string
  /** JSON in UTF-8. */
  body: Uint8Array
}

export type ScanReceipt =
  | { status: 200; answers: ScanAnswer[]; now: number; waitSeconds?: undefined }
  | { status: 400 | 404; error: 'not-understood' | 'unknown-walk'; detail: string; waitSeconds?: undefined }
  | { status: 429; error: 'too-many'; detail: string; waitSeconds: number }

type House = Parameters<typeof publicWalk>[0] & {
  db: Parameters<typeof keepScans>[0]
  limits: { scansByAddress: RateLimit }
  now(): Date
}

/**
 * Takes a batch that a phone sends: one answer for each scan, in order, and the server's clock. What was answered `kept`
 * is committed. In front of Remix, because phones ask it more often than all pages together (docs/decisions/0006).
 * Refuses `too-many` (each scan of a heap counts as one that comes alone), `unknown-walk`, `not-understood` (a batch has
 * `sentAt` and up to 100 scans).
 */
export async function receiveScans(house: House, { slug, address, body }: ScanPost): Promise<ScanReceipt> {
  const { scansByAddress } = house.limits
  const wait = await scansByAddress.take(address)
  if (wait) return tooMany(wait)
  const walk = await publicWalk(house, slug)
  if (!walk) return { status: 404, error: 'unknown-walk', detail: 'There is no public walk with this slug.' }
  const batch = scanBatch.safeParse(jsonOf(body))
  if (!batch.success) {
    return { status: 400, error: 'not-understood', detail: 'A batch has sentAt and up to 100 scans.' }
  }
  const { sentAt, scans } = batch.data
  const more = await scansByAddress.takeMany(address, Math.max(0, scans.length - 1))
  if (more) return tooMany(more)
  const now = house.now().getTime()
  return { status: 200, answers: await keepScans(house.db, walk, { sentAt }, scans, now), now }
}

const tooMany = (waitSeconds: number): ScanReceipt => ({
  status: 429,
  error: 'too-many',
  detail: `Send again in ${waitSeconds} seconds.`,
  waitSeconds,
})

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return null
  }
}
