import type { Database } from './db.server'
import { embedded } from './internal/pglite.server'

const migrationsDir = 'prisma/migrations'

/**
 * Applies the migrations of `prisma/migrations` that `database` lacks, with Prisma's own engine (WASM build, no download).
 * `url` is the connection string when the database is PostgreSQL. Answers the names applied.
 */
export async function migrate(database: Database, url?: string): Promise<string[]> {
  const { createEngine, loadMigrations, NO_FILTER } = await import('../../prisma/engine/wasm-engine.mjs')
  const { MigrationPg, MigrationPglite } = await import('../../prisma/engine/migration-adapters.mjs')
  const pglite = embedded.get(database)
  const engine = await createEngine(pglite ? new MigrationPglite(pglite) : new MigrationPg(url), [
    ['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n'],
  ])
  type List = Parameters<typeof engine.applyMigrations>[0]['migrationsList']
  try {
    const migrationsList = loadMigrations(migrationsDir) as List
    return (await engine.applyMigrations({ migrationsList, filters: NO_FILTER })).appliedMigrationNames
  } finally {
    engine.free()
  }
}
