// Prisma's own schema engine in its WASM build: migrations without a downloaded binary.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'

const require = createRequire(import.meta.url)
let loaded = false

function load() {
  if (loaded) return
  loaded = true
  const script = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = new WebAssembly.Module(fs.readFileSync(script.replace(/\.js$/, '.wasm')))
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => console.error('schema engine:', message),
  }
  const instance = new WebAssembly.Instance(wasm, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start?.()
}

export const NO_FILTER = { externalTables: [], externalEnums: [] }

/** @param factory MigrationPg | MigrationPglite   @param datamodels [[path, content]] */
export async function createEngine(factory, datamodels, onLog = () => {}) {
  load()
  return bindings.SchemaEngine.new({ datamodels }, onLog, bindMigrationAwareSqlAdapterFactory(factory))
}

/** The migrations folder in the shape that the engine reads. */
export function loadMigrations(baseDir) {
  const lock = path.join(baseDir, 'migration_lock.toml')
  const dirs = fs
    .readdirSync(baseDir, { withFileTypes: true })
    .filter((d) => d.isDirectory())
    .map((d) => d.name)
    .sort()
  return {
    baseDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: fs.existsSync(lock) ? fs.readFileSync(lock, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: dirs.map((dir) => ({
      path: dir,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: fs.readFileSync(path.join(baseDir, dir, 'migration.sql'), 'utf8') },
      },
    })),
  }
}
