import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { auditBooks } from '~/ledger/audit-books.server'
import { auditReport } from '~/ledger/audit-report'
import { controlSocketPath } from '~/platform/control-socket.server'
import { DataDirInUse, openDatabase } from '~/platform/db.server'

// `npm run audit-books`: re-proves the books of DATABASE_URL, or of the embedded database in DATA_DIR. Its last line is
// `books: N entries, M leaves, 0 faults` (exit 0), or names the first fault before it (exit 1).

const url = process.env.DATABASE_URL || undefined
const dataDir = process.env.DATA_DIR || '.data'

/** The embedded database belongs to the running server: it proves its books itself, asked over its control socket. */
function askServer(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socketPath = controlSocketPath(dataDir)
    const request = http.request({ socketPath, method: 'POST', path: '/audit-books' }, (answer) => {
      answer.pipe(process.stdout, { end: false })
      answer.on('end', () => resolve(answer.statusCode === 200))
      answer.on('error', reject)
    })
    request.on('error', reject)
    request.end()
  })
}

async function proveHere(): Promise<boolean> {
  if (!url && !fs.existsSync(path.join(dataDir, 'pg'))) throw new Error(`There are no books in ${dataDir}`)
  const db = await openDatabase({ url, dataDir, poolSize: 2 })
  try {
    const { projections, bookChecks } = await import('~/wiring.server')
    const audit = await auditBooks(db, { projections, checks: bookChecks })
    console.log(auditReport(audit).join('\n'))
    return audit.faults.length === 0
  } finally {
    await db.close()
  }
}

async function run(): Promise<boolean> {
  try {
    return await proveHere()
  } catch (error) {
    if (!(error instanceof DataDirInUse)) throw error
    return await askServer()
  }
}

run().then(
  (clean) => {
    process.exitCode = clean ? 0 : 1
  },
  (error: Error) => {
    console.error(`audit-books: ${error.message}`)
    process.exitCode = 1
  },
)
