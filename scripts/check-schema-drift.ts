/**
 * `npm run schema:drift`: do the migrations build exactly the tables that prisma/schema describes?
 * Needs no server: the migrations run in an embedded shadow database. Ends non-zero and prints the difference.
 */
import fs from 'node:fs'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { MigrationPglite } from '../prisma/engine/migration-adapters.mjs'
import { createEngine, loadMigrations, NO_FILTER } from '../prisma/engine/wasm-engine.mjs'

const schemaDir = 'prisma/schema'
const files = fs
  .readdirSync(schemaDir)
  .filter((name) => name.endsWith('.prisma'))
  .map((name) => ({
    path: path.join(schemaDir, name),
    content: fs.readFileSync(path.join(schemaDir, name), 'utf8'),
  }))
const canary = { path: 'canary.prisma', content: 'model Canary {\n  id Int @id\n}\n' }

const pglite = new PGlite()
const engine = await createEngine(
  new MigrationPglite(pglite),
  files.map((file) => [file.path, file.content]),
)
type Diff = Parameters<typeof engine.diff>[0]
const migrations = loadMigrations('prisma/migrations') as Extract<Diff['from'], { tag: 'migrations' }>
const diffTo = (schema: typeof files) =>
  engine.diff({
    from: { ...migrations, tag: 'migrations' },
    to: { tag: 'schemaDatamodel', files: schema },
    script: true,
    exitCode: true,
    filters: NO_FILTER,
  })

try {
  // An engine that compares nothing finds no drift: it must see a table that no migration makes.
  const proof = await diffTo([...files, canary])
  if (proof.exitCode !== 2 || !proof.stdout?.includes('"Canary"')) {
    throw new Error('the schema engine did not notice an added table, so its word counts for nothing')
  }
  const drift = await diffTo(files)
  if (drift.exitCode !== 0) {
    console.error('prisma/schema and prisma/migrations differ. A migration is missing that does:\n')
    console.error(drift.stdout)
    process.exitCode = 1
  } else {
    console.log(
      `schema: ${migrations.migrationDirectories.length} migrations build what ${schemaDir} describes`,
    )
  }
} finally {
  engine.free()
  await pglite.close()
}
