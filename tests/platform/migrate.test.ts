import fs from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Database, openDatabase } from '~/platform/db.server'
import { pgliteDatabase } from '~/platform/internal/pglite.server'
import { migrate } from '~/platform/migrate.server'

const expected = fs
  .readdirSync('prisma/migrations', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()

const cases: { name: string; open(): Promise<{ db: Database; url?: string; drop(): Promise<void> }> }[] = [
  {
    name: 'PGlite',
    async open() {
      const db = pgliteDatabase(await PGlite.create(), () => {})
      return { db, drop: () => db.close() }
    },
  },
  {
    name: 'PostgreSQL',
    async open() {
      const url = new URL(inject('postgresUrl'))
      url.pathname = '/postgres'
      const admin = await openDatabase({ url: url.href, dataDir: '', poolSize: 1 })
      const name = `migrate_${process.pid}`
      await admin.query(`CREATE DATABASE ${name}`)
      url.pathname = `/${name}`
      const db = await openDatabase({ url: url.href, dataDir: '', poolSize: 2 })
      return {
        db,
        url: url.href,
        async drop() {
          await db.close()
          await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
          await admin.close()
        },
      }
    },
  },
]

/** Tables, columns, triggers and functions of the house, as both databases describe them. */
const shape = `
  SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS what
    FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT 'trigger ' || tgname || ' on ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'function ' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'public'
  UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`

const shapes = new Map<string, string[]>()
const made: { drop(): Promise<void> }[] = []
beforeAll(() => expect(expected.length).toBeGreaterThan(3))
afterAll(async () => {
  for (const one of made) await one.drop()
})

test.each(cases)(
  'on an empty database every migration is applied, and a second time none, $name',
  async ({ name, open }) => {
    const { db, url, drop } = await open()
    made.push({ drop })
    expect(await migrate(db, url)).toEqual(expected)
    expect(await migrate(db, url)).toEqual([])
    shapes.set(
      name,
      (await db.query<{ what: string }>(shape)).map((r) => r.what),
    )
    expect(shapes.get(name)!.length).toBeGreaterThan(100)
  },
)

test('both databases come out the same', () => {
  expect(shapes.get('PGlite')).toEqual(shapes.get('PostgreSQL'))
})
