import type { Database, Sql } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import type { Outcome } from '~/platform/outcome'
import type { Gateway, ProviderEvent } from './gateway'
import { askAboutOpen } from './internal/ask-about-open.server'
import { inChunks, SourceFailed } from './internal/in-chunks'
import { alertFault, isLastingFault, type Settle, settleEvent } from './internal/settle-event.server'

export interface Reconciled {
  /** Events listed by the provider in this run. */
  read: number
  /** Of these, how many changed or alerted something because no webhook had brought them within the grace. */
  healed: number
  /** Events that the database refused; each is alerted, and none stops the run. */
  failed: number
}

export interface ReconcileOptions {
  /** Events younger than this are left to their webhooks, which may be in flight or in their first tries. */
  graceMs?: number
  /** How far behind the grace the cursor stays. */
  overlapMs?: number
  now?: () => Date
}

const chunkSize = 100
const graceMs = 2 * 60_000
/**
 * Providers list events by a clock of whole seconds and not strictly in order. One that turns up in the list up to
 * grace + overlap after its time is still read; each minute more is one more minute's events read again in every run.
 */
const overlapMs = 60_000
const unremarkable = new Set([undefined, 'already', 'ignored'])

/**
 * Walks the provider's event list from the stored cursor and settles every fact and notice that no webhook brought
 * within the grace, exactly as a webhook would have been. What is healed so is a gap: logged, and alerted as
 * `webhook-gap`. The cursor moves with each chunk, so that an interrupted run loses nothing. A provider without such a list is asked
 * about each thing of ours that is still open there.
 * Refusals: `unavailable` (the provider cannot be read now; the next run goes on from where this one came to),
 * `busy` (another run, here or in another process). Database errors are thrown.
 */
export async function reconcileProvider(
  db: Database,
  gateway: Gateway,
  settle: Settle,
  options: ReconcileOptions = {},
): Promise<Outcome<Reconciled, 'unavailable' | 'busy'>> {
  const all = { graceMs, overlapMs, now: () => new Date(), ...options }
  try {
    const work = gateway.askAbout ? ask : run
    return await aloneFor(db, gateway.provider, () => work(db, gateway, settle, all))
  } catch (error) {
    if (!(error instanceof SourceFailed)) throw error
    log.warn({ provider: gateway.provider, err: String(error.cause) }, 'the provider could not be read')
    return { ok: false, reason: 'unavailable' }
  }
}

async function run(db: Database, gateway: Gateway, settle: Settle, options: Required<ReconcileOptions>) {
  const { provider } = gateway
  const startedMs = options.now().getTime()
  const ageMs = (e: ProviderEvent) => startedMs - Date.parse(e.createdAt)
  const [known] = await db.query<{ cursor: string | null }>(
    'SELECT cursor FROM payments_cursor WHERE provider = $1',
    [provider],
  )
  const total: Reconciled = { read: 0, healed: 0, failed: 0 }
  for await (const chunk of inChunks(gateway.listEventsSince(known?.cursor ?? null), chunkSize)) {
    total.read += chunk.length
    const due = chunk.filter((e) => ageMs(e) >= options.graceMs)
    if (due.length === 0) break // what follows is younger still
    const healed: ProviderEvent[] = []
    for (const event of await missing(db, provider, due)) {
      try {
        const { fresh, outcome } = await settleEvent(db, settle, event, 'reconciliation')
        if (fresh && !unremarkable.has(outcome)) healed.push(event)
      } catch (error) {
        if (!isLastingFault(error)) throw error
        total.failed++
        await alertFault(db, event, error)
      }
    }
    if (healed.length > 0) await alertGap(db, provider, healed)
    const passed = due.findLast((e) => ageMs(e) >= options.graceMs + options.overlapMs)
    await moveCursor(db, provider, passed?.id ?? null, healed.length)
    total.healed += healed.length
  }
  await moveCursor(db, provider, null, 0)
  return { ok: true as const, ...total }
}

/** What came back before the provider went away is kept, and what is a gap of it alerted. */
async function ask(db: Database, gateway: Gateway, settle: Settle, options: Required<ReconcileOptions>) {
  const { provider } = gateway
  const { away, lost, ...asked } = await askAboutOpen(db, gateway, settle, options)
  if (lost.length > 0) await alertGap(db, provider, lost)
  if (away) return { ok: false as const, reason: 'unavailable' as const }
  await moveCursor(db, provider, null, lost.length)
  return { ok: true as const, ...asked, healed: lost.length }
}

/**
 * Events of the chunk that say something and are not stored yet. Those that name the channel come first, as they do
 * for webhooks.
 */
async function missing(sql: Sql, provider: string, chunk: ProviderEvent[]): Promise<ProviderEvent[]> {
  const telling = chunk.filter((e) => e.fact !== null || e.notice !== null)
  if (telling.length === 0) return []
  const stored = await sql.query<{ event_id: string }>(
    'SELECT event_id FROM payments_event WHERE provider = $1 AND event_id = ANY ($2::text[])',
    [provider, telling.map((e) => e.id)],
  )
  const ids = new Set(stored.map((s) => s.event_id))
  const vague = (e: ProviderEvent) => Number(e.fact !== null && !e.fact.about && e.fact.channel === 'other')
  return telling.filter((e) => !ids.has(e.id)).sort((a, b) => vague(a) - vague(b))
}

/** First and last by the provider's clock: they were healed in another order. */
async function alertGap(sql: Sql, provider: string, healed: ProviderEvent[]): Promise<void> {
  const inTime = healed.toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
  const gap = {
    events: inTime.length,
    first: inTime[0]!.id,
    firstAt: inTime[0]!.createdAt,
    last: inTime.at(-1)!.id,
  }
  log.warn({ provider, ...gap }, 'reconciliation healed events that no webhook had brought')
  await sql.query('SELECT platform_alert($1, $2, $3::jsonb)::text', [
    'webhook-gap',
    provider,
    JSON.stringify(gap),
  ])
}

/** Null leaves the cursor where it is and only notes that the list was read. */
async function moveCursor(sql: Sql, provider: string, cursor: string | null, healed: number): Promise<void> {
  await sql.query(
    `INSERT INTO payments_cursor (provider, cursor, last_run_at, healed) VALUES ($1, $2, now(), $3)
     ON CONFLICT (provider) DO UPDATE SET cursor = coalesce(excluded.cursor, payments_cursor.cursor),
       last_run_at = excluded.last_run_at, healed = payments_cursor.healed + excluded.healed`,
    [provider, cursor, healed],
  )
}

const running = new WeakSet<Database>()

/**
 * One run at a time: in this process by the set, over all processes of a PostgreSQL by an advisory lock that an idle
 * transaction holds (it has no snapshot and hinders nobody). The embedded database has one process and one connection.
 */
async function aloneFor<T>(db: Database, provider: string, work: () => Promise<T>) {
  const busy = { ok: false, reason: 'busy' } as const
  if (running.has(db)) return busy
  running.add(db)
  try {
    if (db.kind === 'pglite') return await work()
    return await db.transaction(async (tx) => {
      const [lock] = await tx.query<{ held: boolean }>(
        `SELECT pg_try_advisory_xact_lock(hashtext('payments-reconcile'), hashtext($1)) AS held`,
        [provider],
      )
      return lock!.held ? await work() : busy
    })
  } finally {
    running.delete(db)
  }
}
