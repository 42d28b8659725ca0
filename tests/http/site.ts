import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { inject } from 'vitest'
import { auditBooks } from '~/ledger/audit-books.server'
import type { Totals } from '~/live/totals'
import { type Sandbox, type SandboxOptions, startSandbox } from '~/payments/sandbox/start-sandbox.server'
import { controlSocketPath } from '~/platform/control-socket.server'
import type { Database } from '~/platform/db.server'
import { pgliteDatabase } from '~/platform/internal/pglite.server'
import { bookChecks, projections } from '~/wiring.server'
import { postgresOnly, type TestDatabase } from '../setup/databases'
import { prepareBooks } from './books'
import {
  ensureBuild,
  freePort,
  listening,
  type Server,
  secretKey,
  serverEnv,
  spawnServer,
  until,
  webhookSecret,
} from './server'

export type Kind = 'postgres' | 'pglite'
export const kinds: { name: string; kind: Kind }[] = [
  { name: 'PGlite', kind: 'pglite' },
  { name: 'PostgreSQL', kind: 'postgres' },
]

/** The whole house: a server process on a fresh database with open campaigns, and its payment provider in this process. */
export interface Site {
  url: string
  dataDir: string
  env: Record<string, string>
  sandbox: Sandbox
  server: Server
  /** The server's own database. The embedded one belongs to the server alone: asking for it here throws. */
  db: Database
  totals(slug?: string): Promise<Totals>
  /** `books: …` as `npm run audit-books` says it, through the server where only that can look. */
  audit(): Promise<string>
  /** Starts the server again on the same port after it has ended. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface SiteOptions {
  env?: Record<string, string>
  sandbox?: Partial<SandboxOptions>
  /** Runs on the fresh database before the server opens it. */
  prepare?: (db: Database) => Promise<void>
  /** A migrated PostgreSQL of the test's own instead of a copy of the template. */
  database?: TestDatabase
  /** What stands in front of the servers and what the world calls them by; the provider delivers there. */
  publicUrl?: string
}

export async function openSite(kind: Kind, options: SiteOptions = {}): Promise<Site> {
  await ensureBuild()
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-site-'))
  const made = kind === 'postgres' ? (options.database ?? (await postgresOnly[0]!.open())) : null
  await fillDatabase(made, dataDir, options.prepare ?? (async () => {}))

  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const sandbox = await startSandbox({
    secretKey,
    webhookSecret,
    webhookUrl: `${options.publicUrl ?? url}/webhooks/stripe`,
    retryBaseMs: 50,
    maxTries: 30,
    ...options.sandbox,
  })
  const env = {
    ...serverEnv(port, sandbox.url, { DATA_DIR: dataDir }),
    ...(made && { DATABASE_URL: made.url }),
    ...(options.publicUrl && { PUBLIC_URL: options.publicUrl }),
    ...options.env,
  }
  const site: Site = {
    url,
    dataDir,
    env,
    sandbox,
    server: await listening(spawnServer(env, port)),
    get db() {
      if (!made) throw new Error('the embedded database belongs to the server process')
      return made.db
    },
    async totals(slug = 'walk-11') {
      return (await fetch(`${url}/api/v1/campaigns/${slug}/totals`)).json() as Promise<Totals>
    },
    audit: () => (made ? auditHere(made.db) : askForAudit(dataDir)),
    async restart() {
      site.server = await listening(spawnServer(env, port))
    },
    async stop() {
      await site.server.stop()
      await sandbox.stop()
      await made?.drop()
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return site
}

async function fillDatabase(
  made: TestDatabase | null,
  dataDir: string,
  prepare: (db: Database) => Promise<void>,
) {
  if (made) {
    await prepareBooks(made.db)
    return prepare(made.db)
  }
  const template = new Blob([fs.readFileSync(inject('pgliteTemplate'))])
  const pglite = await PGlite.create({ dataDir: path.join(dataDir, 'pg'), loadDataDir: template })
  const db = pgliteDatabase(pglite, () => {})
  try {
    await prepareBooks(db)
    await prepare(db)
  } finally {
    await db.close()
  }
}

/** Waits until nothing is left to seal, then proves the books from raw rows. Fees, which are read when the clock says so, are not counted. */
export async function auditHere(db: Database): Promise<string> {
  await until('everything is sealed', async () => {
    const [row] = await db.query<{ n: bigint }>(
      'SELECT (SELECT count(*) FROM ledger_unsealed) + (SELECT count(*) FROM giving_pending_move) AS n',
    )
    return row!.n === 0n
  })
  const { entries, leaves, faults } = await auditBooks(db, { projections, checks: bookChecks })
  const [row] = await db.query<{ fees: bigint }>(
    `SELECT count(*) AS fees FROM ledger_entry WHERE kind = 'fee'`,
  )
  const fees = Number(row!.fees)
  return `books: ${entries - fees} entries, ${leaves - fees} leaves, ${faults.length} faults${faults.map((f) => ` (${f.what} ${f.row}: ${f.detail})`)}`
}

function askForAudit(dataDir: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = { socketPath: controlSocketPath(dataDir), path: '/audit-books', method: 'POST' }
    http
      .request(request, async (res) => {
        let text = ''
        for await (const part of res) text += part
        resolve(text.trim())
      })
      .on('error', reject)
      .end()
  })
}
