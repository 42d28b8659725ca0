import { spawn } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealEntries } from '~/ledger/seal-entries.server'
import { controlSocketPath } from '~/platform/control-socket.server'
import { lockDataDir } from '~/platform/internal/data-lock.server'
import { projections } from '~/wiring.server'
import { postgresOnly, type TestDatabase } from '../setup/databases'
import { gift, mustPost, openFunds } from './books'

/** Runs the command as an operator does; answers its exit code and its lines. */
function audit(
  env: Record<string, string>,
): Promise<{ code: number | null; lines: string[]; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/audit-books.ts'], {
      env: { ...process.env, DATABASE_URL: '', ...env },
    })
    let [out, errors] = ['', '']
    child.stdout.on('data', (text) => {
      out += text
    })
    child.stderr.on('data', (text) => {
      errors += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, lines: out.trim().split('\n'), errors }))
  })
}

describe.each(postgresOnly)('npm run audit-books: $name', ({ open }) => {
  let at: TestDatabase
  beforeAll(async () => {
    at = await open()
    await openFunds(at.db)
    const summary = { source: 'import', kind: 'summary' as const }
    for (let n = 0; n < 9; n++) await mustPost(at.db, { ...gift(`s ${n}`), ...summary })
    await sealEntries(at.db, projections)
  })
  afterAll(() => at.drop())

  test('ends well on clean books, and names the entry after one line was changed', async () => {
    const clean = await audit({ DATABASE_URL: at.url })
    expect(clean).toEqual({ code: 0, lines: ['books: 9 entries, 9 leaves, 0 faults'], errors: '' })
    await at.db.query('ALTER TABLE ledger_line DISABLE TRIGGER ALL')
    await at.db.query('UPDATE ledger_line SET amount_fen = amount_fen + 1 WHERE entry_id = 4 AND line_no = 1')
    expect(await audit({ DATABASE_URL: at.url })).toEqual({
      code: 1,
      lines: ['fault: entry 4: fund pool CNY is off by 1 fen', 'books: 4 entries, 9 leaves, 1 fault'],
      errors: '',
    })
  })
})

describe('npm run audit-books without a database server', () => {
  let dataDir: string
  beforeAll(() => {
    dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-audit-'))
  })
  afterAll(() => fs.rmSync(dataDir, { recursive: true }))

  test('says so where there are no books, and makes none', async () => {
    const { code, errors } = await audit({ DATA_DIR: dataDir })
    expect(code).toBe(1)
    expect(errors).toContain('There are no books')
    expect(fs.readdirSync(dataDir)).toEqual([])
  })

  test('asks the server that holds the books, and fails when that one finds a fault', async () => {
    fs.mkdirSync(path.join(dataDir, 'pg'))
    const release = lockDataDir(dataDir)
    let status = 200
    const asked: string[] = []
    const server = http.createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.writeHead(status, { 'content-type': 'text/plain' })
      response.end(`books: 2 entries, 2 leaves, ${status === 200 ? '0 faults' : '1 fault'}\n`)
    })
    await new Promise<void>((resolve) => server.listen(controlSocketPath(dataDir), resolve))
    const clean = await audit({ DATA_DIR: dataDir })
    expect(clean).toEqual({ code: 0, lines: ['books: 2 entries, 2 leaves, 0 faults'], errors: '' })
    status = 500
    const faulty = await audit({ DATA_DIR: dataDir })
    expect(faulty).toMatchObject({ code: 1, lines: ['books: 2 entries, 2 leaves, 1 fault'] })
    expect(asked).toEqual(['POST /audit-books', 'POST /audit-books'])
    server.close()
    release()
  })
})
