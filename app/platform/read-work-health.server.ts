import { statfs } from 'node:fs/promises'
import type { Sql } from './db.server'

export interface WorkHealth {
  mailsWaiting: number
  oldestMail: Date | null
  mailsFailed: number
  jobsFailed: number
}
const mailTopics = ['send-acknowledgement', 'send-mail', 'send-code']

/** Mails and background work, from the outbox, the queue (where it has been set up) and open alerts. */
export async function readWorkHealth(sql: Sql): Promise<WorkHealth> {
  const [outbox] = await sql.query<{
    n: bigint
    oldest: Date | null
    queue: boolean
    mails: bigint
    jobs: bigint
  }>(
    `SELECT count(*)::bigint AS n, min(created_at) AS oldest, to_regclass('pgboss.job') IS NOT NULL AS queue,
            (SELECT count(*)::bigint FROM platform_alert WHERE kind = 'job-failed' AND resolved_at IS NULL
                AND split_part(subject, ' ', 1) = ANY ($1::text[])) AS mails,
            (SELECT count(*)::bigint FROM platform_alert WHERE kind = 'job-failed' AND resolved_at IS NULL
                AND NOT split_part(subject, ' ', 1) = ANY ($1::text[])) AS jobs
       FROM platform_outbox WHERE topic = ANY ($1::text[])`,
    [mailTopics],
  )
  const { n, oldest, mails, jobs } = outbox!
  const [queued] = outbox!.queue
    ? await sql.query<{ n: bigint; oldest: Date | null }>(
        `SELECT count(*)::bigint AS n, min(created_on) AS oldest FROM pgboss.job
          WHERE name = ANY ($1::text[]) AND state IN ('created', 'retry')`,
        [mailTopics],
      )
    : []
  const times = [oldest, queued?.oldest ?? null].filter((at) => at !== null)
  return {
    mailsWaiting: Number(n) + Number(queued?.n ?? 0n),
    oldestMail: times.sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    mailsFailed: Number(mails),
    jobsFailed: Number(jobs),
  }
}

/** Bytes free and in all where the data folder lies; null where the system does not say. */
export async function readDiskSpace(
  dataDir: string,
): Promise<{ freeBytes: number; allBytes: number } | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(dataDir)
    return { freeBytes: bavail * bsize, allBytes: blocks * bsize }
  } catch {
    return null
  }
}
