import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '~/generated/prisma/client'
import type { Database, Sql } from '../db.server'
import { log } from '../log.server'

const asText = (v: string) => v
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === pg.types.builtins.INT8
      ? BigInt
      : oid === pg.types.builtins.DATE
        ? asText
        : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
}

/** Statement texts are constants of the code, therefore this map is as small as the code. */
const names = new Map<string, string>()
function nameOf(text: string) {
  const name = names.get(text) ?? `s${names.size}`
  names.set(text, name)
  return name
}

const sqlOn = (client: pg.Pool | pg.PoolClient): Sql => ({
  async query<Row>(text: string, params: readonly unknown[] = []) {
    const result = await client.query({ name: nameOf(text), text, values: params as unknown[] })
    return result.rows as Row[]
  },
})

export async function openPostgres(url: string, poolSize: number): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, types, connectionTimeoutMillis: 5_000 })
  pool.on('error', (error) => log.warn({ err: error.message }, 'an idle database connection was lost'))
  // A connection lost between two statements of a transaction has no query to tell: without a listener it would end the
  // process. The transaction's next statement, or its commit, fails and says so.
  pool.on('connect', (client) => client.on('error', () => {}))
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: Math.max(2, poolSize >> 1) }),
  })
  const listeners = new Set<() => Promise<void>>()
  try {
    await pool.query('SELECT 1')
  } catch (error) {
    await pool.end()
    throw error
  }
  return {
    kind: 'postgres',
    prisma,
    ...sqlOn(pool),
    async transaction(work, isolation = 'read committed') {
      const client = await pool.connect()
      try {
        await client.query(`BEGIN ISOLATION LEVEL ${isolation}`)
        const result = await work(sqlOn(client))
        // PostgreSQL answers the commit of a failed transaction with ROLLBACK and no error.
        const { command } = await client.query('COMMIT')
        if (command !== 'COMMIT') throw new Error('A statement of this transaction failed: nothing was kept')
        client.release()
        return result
      } catch (error) {
        // A connection whose rollback fails is in an unknown state: it must not serve anyone again.
        await client.query('ROLLBACK').then(
          () => client.release(),
          (e: Error) => client.release(e),
        )
        throw error
      }
    },
    async listen(channel, onNotice) {
      const stop = await listenForEver(url, channel, onNotice)
      listeners.add(stop)
      return async () => {
        listeners.delete(stop)
        await stop()
      }
    },
    async close() {
      await Promise.all([...listeners].map((stop) => stop()))
      await Promise.all([pool.end(), prisma.$disconnect()])
    },
  }
}

const retryMs = 500

async function listenForEver(url: string, channel: string, onNotice: (payload: string) => void) {
  let stopped = false
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  const connect = async () => {
    const next = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 })
    let gone = false
    const lost = () => {
      if (gone) return
      gone = true
      next.end().catch(() => {})
      if (!stopped) retry = setTimeout(again, retryMs)
    }
    next.on('error', lost)
    next.on('end', lost)
    next.on('notification', (m) => m.channel === channel && onNotice(m.payload ?? ''))
    client = next
    try {
      await next.connect()
      await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      lost()
      throw error
    }
  }
  const again = () => {
    connect().then(
      () => onNotice(''),
      () => {}, // the next attempt is set
    )
  }
  await connect().catch((error) => {
    stopped = true
    clearTimeout(retry)
    throw error
  })
  return async () => {
    stopped = true
    clearTimeout(retry)
    await client?.end().catch(() => {})
  }
}
