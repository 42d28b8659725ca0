import fs from 'node:fs'
import path from 'node:path'
import { PGlite, type Transaction, types } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { PrismaClient } from '~/generated/prisma/client'
import type { Database, Sql } from '../db.server'
import { lockDataDir } from './data-lock.server'

/** PGlite starts postgres with -F and its file system has no fsync: this gives commits theirs back. */
class DurableNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>) {
    const result = await super.init(...args)
    // biome-ignore lint/suspicious/noExplicitAny: Emscripten's module object has no types
    result.emscriptenOpts.preRun!.push((mod: any) => {
      mod.NODEFS.stream_ops.fsync = (stream: { nfd?: number }) => {
        if (stream.nfd !== undefined) fs.fsyncSync(stream.nfd)
        return 0
      }
    })
    return result
  }
}
const durable = [
  ...PGlite.defaultStartParams.filter((p) => p !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
]
const parsers = { [types.INT8]: (v: string) => BigInt(v), [types.DATE]: (v: string) => v }

const sqlOn = (client: PGlite | Transaction): Sql => ({
  async query<Row>(text: string, params: readonly unknown[] = []) {
    return (await client.query<Row>(text, params as unknown[], { parsers })).rows
  },
})

/** The embedded PGlite of this process, kept for pg-boss, which brings its own SQL. */
export const embedded = new WeakMap<Database, PGlite>()

export function pgliteDatabase(pglite: PGlite, release: () => void): Database {
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite) })
  const database: Database = {
    kind: 'pglite',
    prisma,
    ...sqlOn(pglite),
    transaction: (work, isolation = 'read committed') =>
      pglite.transaction(async (tx) => {
        if (isolation !== 'read committed') await tx.query(`SET TRANSACTION ISOLATION LEVEL ${isolation}`)
        return work(sqlOn(tx))
      }) as Promise<Awaited<ReturnType<typeof work>>>,
    listen: (channel, onNotice) => pglite.listen(channel, onNotice),
    async close() {
      await prisma.$disconnect()
      await pglite.close()
      release()
    },
  }
  embedded.set(database, pglite)
  return database
}

export async function openPglite(dataDir: string): Promise<Database> {
  const release = lockDataDir(dataDir)
  try {
    const dir = path.join(dataDir, 'pg')
    fs.mkdirSync(dir, { recursive: true })
    return pgliteDatabase(await PGlite.create({ fs: new DurableNodeFS(dir), startParams: durable }), release)
  } catch (error) {
    release()
    throw error
  }
}
