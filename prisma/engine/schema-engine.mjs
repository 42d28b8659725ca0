#!/usr/bin/env node
// Stands in for Prisma's native schema engine: speaks its JSON-RPC on standard input and output, answered by the WASM build.
// prisma.config.ts points PRISMA_SCHEMA_ENGINE_BINARY here, so that generate, diff, deploy and status need no download.
import fs from 'node:fs'
import readline from 'node:readline'
import { PGlite } from '@electric-sql/pglite'
import { MigrationPg, MigrationPglite } from './migration-adapters.mjs'
import { createEngine } from './wasm-engine.mjs'

const args = process.argv.slice(2)
const option = (name) => args.flatMap((a, i) => (a === name ? [args[i + 1]] : []))
if (args.includes('--version')) {
  console.log('schema-engine-cli wasm')
  process.exit(0)
}
const url = option('--datasource').map((s) => JSON.parse(s).url)[0]

let pglite
function factory() {
  if (url && !url.includes('offline:offline@')) return new MigrationPg(url)
  pglite = new PGlite()
  return new MigrationPglite(pglite)
}

if (args.includes('cli')) {
  try {
    if (args[args.indexOf('cli') + 1] === 'can-connect-to-database') {
      const adapter = await factory().connect()
      await adapter.queryRaw({ sql: 'select 1', args: [], argTypes: [] })
      await adapter.dispose()
    }
    process.exit(0)
  } catch (error) {
    const code = error?.cause?.kind === 'DatabaseDoesNotExist' ? 'P1003' : 'P1001'
    console.error(JSON.stringify({ is_panic: false, message: String(error.message), error_code: code }))
    process.exit(1)
  }
}

const given = option('--datamodels').map((file) => [file, fs.readFileSync(file, 'utf8')])
// `migrate diff` gives none, and an empty list panics the engine.
const datamodels = given.length
  ? given
  : [['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n']]

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
let engine

async function answer(line) {
  const { id, method, params } = JSON.parse(line)
  try {
    engine ??= await createEngine(factory(), datamodels)
    // The WASM build wires its shadow database into diff and devDiagnostic only; they fill the cache these two read.
    if (method === 'createMigration' || method === 'evaluateDataLoss') {
      await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters })
    }
    const result = (await engine[method === 'getDatabaseVersion' ? 'version' : method](params)) ?? {}
    if (method === 'diff' && result.stdout) {
      send({ id: `p${id}`, method: 'print', params: { content: result.stdout } })
    }
    send({ id, result })
  } catch (error) {
    const message = String(error?.message ?? error)
    const data = { is_panic: false, message, error_code: error?.code }
    send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } })
  }
}

let chain = Promise.resolve()
const input = readline.createInterface({ input: process.stdin })
input.on('line', (line) => {
  if (line.includes('"method"')) chain = chain.then(() => answer(line))
})
input.on('close', () =>
  chain.then(async () => {
    engine?.free?.()
    await pglite?.close?.()
    process.exit(0)
  }),
)
