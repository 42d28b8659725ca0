import { createHash, randomBytes } from 'node:crypto'
import { isbot } from 'isbot'
import { type Day, shanghaiDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import type { ViewedPage } from './views'

/** Who looks, as far as their browser says by itself. */
export interface Viewer {
  /** Of the network, as rate limits know it (`networkOf`). */
  address: string
  /** The request as it came. */
  request: Request
}

/**
 * Counts how often a campaign's pages are opened, without cookies and without keeping anything about who opened them
 * (docs/decisions/0016 says exactly what is counted). Network and browser's name, hashed with a salt that is made anew each
 * day and never leaves this memory, tell only whether the same page was opened a moment ago: such a reload does not count.
 */
export interface ViewCounter {
  saw(campaign: string, page: ViewedPage, viewer: Viewer): void
  /** Writes what was counted; otherwise done every quarter of a minute. */
  flush(): Promise<void>
  stop(): Promise<void>
}

/** Opened again by the same reader within this much, a page was reloaded. */
export const reloadMs = 30 * 60_000
const flushMs = 15_000
/** About 100 bytes each. Beyond these the one who came first is forgotten: then a reload may count. */
const mostRemembered = 200_000

interface Count {
  campaign: string
  page: ViewedPage
  day: Day
  views: number
}

export function openViewCounter(db: Sql, now: () => Date = () => new Date()): ViewCounter {
  let day: Day = ''
  let salt = randomBytes(32)
  /** When each reader's view of a page was counted, the oldest first. */
  let remembered = new Map<string, number>()
  let counted = new Map<string, Count>()

  function add(more: Count) {
    const key = `${more.day} ${more.page} ${more.campaign}`
    const known = counted.get(key)
    if (known) known.views += more.views
    else counted.set(key, more)
  }

  function wasHere(reader: string, at: number): boolean {
    for (const [oldest, since] of remembered) {
      if (at - since < reloadMs && remembered.size < mostRemembered) break
      remembered.delete(oldest)
    }
    if (remembered.has(reader)) return true
    remembered.set(reader, at)
    return false
  }

  async function flush() {
    if (counted.size === 0) return
    const rows = [...counted.values()]
    counted = new Map()
    try {
      await db.query(
        `INSERT INTO campaigns_views (campaign_slug, page, day, views)
         SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::int[]) ORDER BY 1, 2, 3
         ON CONFLICT (campaign_slug, page, day) DO UPDATE SET views = campaigns_views.views + EXCLUDED.views`,
        [
          rows.map((r) => r.campaign),
          rows.map((r) => r.page),
          rows.map((r) => r.day),
          rows.map((r) => r.views),
        ],
      )
    } catch (error) {
      log.warn({ err: (error as Error).message }, 'views could not be written and are kept')
      for (const row of rows) add(row)
    }
  }

  const timer = setInterval(() => void flush(), flushMs)
  timer.unref()
  return {
    saw(campaign, page, { address, request: { method, headers } }) {
      const agent = headers.get('User-Agent') ?? ''
      if (method !== 'GET' || agent === '' || isbot(agent)) return
      if (/prefetch|prerender/.test(headers.get('Sec-Purpose') ?? headers.get('Purpose') ?? '')) return
      const at = now()
      const today = shanghaiDay(at)
      if (today !== day) {
        day = today
        salt = randomBytes(32)
        remembered = new Map()
      }
      const reader = createHash('sha256')
        .update(salt)
        .update(JSON.stringify([campaign, page, address, agent]))
        .digest('base64url')
        .slice(0, 16)
      if (!wasHere(reader, at.getTime())) add({ campaign, page, day, views: 1 })
    },
    flush,
    async stop() {
      clearInterval(timer)
      await flush()
    },
  }
}
