/** `npm run migrate`: brings the database (DATABASE_URL, else the embedded one in DATA_DIR) to this code's schema. */
import { openDatabase } from '~/platform/db.server'
import { migrate } from '~/platform/migrate.server'

const url = process.env.DATABASE_URL || undefined
const database = await openDatabase({ url, dataDir: process.env.DATA_DIR || '.data' })
try {
  const applied = await migrate(database, url)
  for (const name of applied) console.log(`applied ${name}`)
  console.log(
    applied.length ? `${applied.length} migrations applied` : 'nothing to apply: the schema is up to date',
  )
} finally {
  await database.close()
}
