import PgBoss from 'pg-boss'
import type { Database, Sql } from './db.server'
import { embedded } from './internal/pglite.server'
import { log } from './log.server'

/** One kind of background work. Throwing makes it run again with growing pauses; after the last try an alert is raised. */
export interface JobHandler<Payload = unknown> {
  topic: string
  work(payload: Payload): Promise<void>
  /** Crontab in Asia/Shanghai, for work that comes by the clock. */
  schedule?: string
}

export interface Jobs {
  /** Moves what is in the outbox into the queue now; otherwise done every second. */
  drain(): Promise<number>
  stop(): Promise<void>
}

export interface JobRetry {
  retryLimit: number
  /** Seconds before the first new try. */
  retryDelay: number
  /** Each pause is about twice the one before. */
  retryBackoff: boolean
}
/** Nine tries in a little over twenty minutes. */
const patient: JobRetry = { retryLimit: 8, retryDelay: 5, retryBackoff: true }
const drainMs = 1_000
const pollSeconds = 1

const through = (sql: Sql): PgBoss.Db => ({
  executeSql: async (text: string, values: unknown[]) => ({ rows: await sql.query(text, values) }),
})

/**
 * Runs background work with pg-boss on whichever database is behind. Work is asked for by a row in `platform_outbox`,
 * written in the transaction it belongs to: what is rolled back is never done, what is committed is done at least once.
 */
export async function runJobs(
  db: Database,
  url: string | undefined,
  handlers: readonly JobHandler<never>[],
  { retry = patient }: { retry?: JobRetry } = {},
): Promise<Jobs> {
  const pglite = embedded.get(db)
  const boss = new PgBoss({
    ...(pglite ? { db: throughPglite(pglite) } : { connectionString: url!, max: 3 }),
    schema: 'pgboss',
    supervise: true,
  })
  boss.on('error', (error) => log.warn({ err: error.message }, 'the job queue had a fault and goes on'))
  await boss.start()
  for (const { topic, work, schedule } of handlers) {
    await boss.createQueue(topic, { name: topic, policy: 'standard', ...retry })
    await boss.work(
      topic,
      { pollingIntervalSeconds: pollSeconds, includeMetadata: true, batchSize: 1 },
      async ([job]) => {
        try {
          await work(job!.data as never)
        } catch (error) {
          const last = job!.retryCount >= retry.retryLimit
          log.warn(
            { err: (error as Error).message, topic, job: job!.id, try: job!.retryCount + 1 },
            'a job failed',
          )
          if (last)
            await db.query(`SELECT platform_alert('job-failed', $1, $2::jsonb)`, [
              `${topic} ${job!.id}`,
              JSON.stringify({ topic, why: (error as Error).message }),
            ])
          throw error
        }
      },
    )
    if (schedule) await boss.schedule(topic, schedule, {}, { tz: 'Asia/Shanghai' })
  }

  const known = new Set(handlers.map((h) => h.topic))
  async function drain(): Promise<number> {
    return db.transaction(async (tx) => {
      const rows = await tx.query<{ topic: string; payload: object }>(
        `DELETE FROM platform_outbox WHERE id IN (
           SELECT id FROM platform_outbox WHERE topic = ANY ($1) ORDER BY id LIMIT 200 FOR UPDATE SKIP LOCKED
         ) RETURNING topic, payload`,
        [[...known]],
      )
      for (const { topic, payload } of rows) await boss.send(topic, payload, { db: through(tx) })
      return rows.length
    })
  }
  let stopped = false
  let timer: NodeJS.Timeout
  let draining: Promise<unknown> = Promise.resolve()
  const tick = () => {
    draining = drain()
      .catch((error: Error) => log.warn({ err: error.message }, 'the outbox could not be drained and stays'))
      .finally(() => {
        if (!stopped) timer = setTimeout(tick, drainMs)
      })
  }
  tick()
  return {
    drain,
    async stop() {
      stopped = true
      clearTimeout(timer!)
      await draining
      await boss.stop({ graceful: true, wait: true, timeout: 5_000 })
    },
  }
}

/** pg-boss sends several statements in one text when it sets itself up; only `exec` takes those. */
function throughPglite(pglite: NonNullable<ReturnType<typeof embedded.get>>): PgBoss.Db {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      if (values.length) return pglite.query(text, values)
      const results = await pglite.exec(text)
      return results.length === 1
        ? results[0]!
        : (results.filter((r) => r.rows.length).at(-1) ?? results.at(-1)!)
    },
  }
}
