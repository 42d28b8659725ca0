import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { inject } from 'vitest'
import { type Database, openDatabase } from '~/platform/db.server'
import { pgliteDatabase } from '~/platform/internal/pglite.server'

export interface TestDatabase {
  db: Database
  /** Empty for the embedded database. */
  url: string
  /** Closes it, and drops what was made for it. */
  drop(): Promise<void>
}

async function freshPostgres(): Promise<TestDatabase> {
  const template = new URL(inject('postgresUrl'))
  const name = `t_${randomBytes(6).toString('hex')}`
  const adminUrl = new URL(template)
  adminUrl.pathname = '/postgres'
  const admin = async (sql: string) => {
    const db = await openDatabase({ url: adminUrl.href, dataDir: '', poolSize: 1 })
    await db.query(sql).finally(() => db.close())
  }
  await admin(`CREATE DATABASE ${name} TEMPLATE house_template`)
  const url = new URL(template)
  url.pathname = `/${name}`
  const db = await openDatabase({ url: url.href, dataDir: '', poolSize: 20 })
  return {
    db,
    url: url.href,
    async drop() {
      await db.close()
      await admin(`DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

let emptyHouse: Blob | undefined
async function freshPglite(): Promise<TestDatabase> {
  emptyHouse ??= new Blob([fs.readFileSync(inject('pgliteTemplate'))])
  const pglite = await PGlite.create({ loadDataDir: emptyHouse })
  const db = pgliteDatabase(pglite, () => {})
  return { db, url: '', drop: () => db.close() }
}

/** For `describe.each(databases)('$name', ({ open }) => …)`: a fresh migrated database of each kind. */
export const databases = [
  { name: 'PGlite', kind: 'pglite' as const, open: freshPglite },
  { name: 'PostgreSQL', kind: 'postgres' as const, open: freshPostgres },
]
export const postgresOnly = databases.filter((d) => d.kind === 'postgres')
