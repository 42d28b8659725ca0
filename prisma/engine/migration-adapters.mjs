// Prisma's driver adapters as *migration* adapters need repairs (each was seen to fail with version 7.10):
//  1. adapter-pg cuts a script at every semicolon, also inside a function's body; pglite's does not wait for its script.
//  2. adapter-pg rejects the catalog type "char" (oid 18), so that describing a live schema fails: reported as bpchar.
//  3. with `connectionString`, adapter-pg's shadow database is the real one: the parts of the URL are given one by one.
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'
import { PrismaPGlite } from 'pglite-prisma-adapter'

const catalogChar = 18
const bpchar = 1042

/** Whole scripts in one go: PostgreSQL runs them as one transaction, so a migration is applied fully or not at all. */
function runWholeScripts(adapter, run) {
  adapter.executeScript = async (script) => {
    try {
      await run(adapter.client, script)
    } catch (error) {
      adapter.onError(error)
    }
  }
  return adapter
}

function catalogPool(config) {
  // The engine never says that it is done: an idle connection goes soon, or it would keep a template from being copied.
  const pool = new pg.Pool({ max: 2, idleTimeoutMillis: 500, ...config })
  const repair = (queryable) => {
    if (queryable.repaired) return queryable
    const query = queryable.query.bind(queryable)
    queryable.repaired = true
    queryable.query = async (...args) => {
      const result = await query(...args)
      for (const one of Array.isArray(result) ? result : [result]) {
        for (const field of one?.fields ?? []) if (field.dataTypeID === catalogChar) field.dataTypeID = bpchar
      }
      return result
    }
    return queryable
  }
  const connect = pool.connect.bind(pool)
  repair(pool)
  pool.connect = (callback) => (callback ? connect(callback) : connect().then(repair))
  return pool
}

export class MigrationPg {
  provider = 'postgres'
  adapterName = '@prisma/adapter-pg'

  constructor(url) {
    // The very parser of the pool that serves, so that TLS is the same for both; the URL's parts stay apart (see 3).
    this.config = parseIntoClientConfig(url)
    this.schema = new URL(url).searchParams.get('schema') ?? undefined
  }

  async connect() {
    const factory = new PrismaPg(catalogPool(this.config), { schema: this.schema, disposeExternalPool: true })
    return runWholeScripts(await factory.connect(), (client, script) => client.query(script))
  }

  async connectToShadowDb() {
    const admin = new pg.Client(this.config)
    const name = `prisma_shadow_${crypto.randomUUID()}`
    await admin.connect()
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE template0`)
    const factory = new PrismaPg(catalogPool({ ...this.config, database: name }), {
      disposeExternalPool: true,
    })
    const adapter = runWholeScripts(await factory.connect(), (client, script) => client.query(script))
    const dispose = adapter.dispose.bind(adapter)
    adapter.dispose = async () => {
      await dispose()
      await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
      await admin.end()
    }
    return adapter
  }
}

export class MigrationPglite {
  provider = 'postgres'
  adapterName = 'pglite-prisma-adapter'

  constructor(pglite) {
    this.pglite = pglite
  }

  async connect() {
    return runWholeScripts(await new PrismaPGlite(this.pglite).connect(), (client, script) =>
      client.exec(script),
    )
  }

  async connectToShadowDb() {
    const { PGlite } = await import('@electric-sql/pglite')
    const shadow = new PGlite()
    const adapter = await new MigrationPglite(shadow).connect()
    adapter.dispose = () => shadow.close()
    return adapter
  }
}
