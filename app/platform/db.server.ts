import type { PrismaClient } from '~/generated/prisma/client'

export { DataDirInUse } from './internal/data-lock.server'

/** One statement on whichever database is behind: rows come back with BIGINT as bigint, dates as `YYYY-MM-DD`, timestamps as Date, bytea as Buffer/Uint8Array. */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<Row[]>
}

export interface Database extends Sql {
  kind: 'postgres' | 'pglite'
  /** Typed access for ordinary reads and writes; hot paths use `query` (one statement, one round trip). */
  prisma: PrismaClient
  /** Runs `work` in one transaction; what it throws rolls back and is thrown on. Never use the outer database inside. */
  transaction<T>(work: (tx: Sql) => Promise<T>, isolation?: 'read committed' | 'repeatable read'): Promise<T>
  /** Calls `onNotice` for every NOTIFY on `channel`, and with '' after a reconnection (something may have been missed). */
  listen(channel: string, onNotice: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** PostgreSQL connection string; without it the embedded database in `dataDir` is opened. */
  url?: string
  dataDir: string
  poolSize?: number
}

/** Opens PostgreSQL by `url`, or the embedded PGlite under `dataDir`/pg (refused while another process holds it). */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url) {
    const { openPostgres } = await import('./internal/postgres.server')
    return openPostgres(options.url, options.poolSize ?? 16)
  }
  const { openPglite } = await import('./internal/pglite.server')
  return openPglite(options.dataDir)
}
