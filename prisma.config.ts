import path from 'node:path'
import { defineConfig } from 'prisma/config'

// The schema engine is Prisma's own WASM build behind prisma/engine/schema-engine.mjs: nothing is downloaded.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve('prisma/engine/schema-engine.mjs')

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://offline:offline@127.0.0.1:1/offline' },
})
