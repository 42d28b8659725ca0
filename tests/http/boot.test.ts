import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { postgresOnly } from '../setup/databases'
import { bootMs, ensureBuild, freePort, serverEnv, spawnServer } from './server'
import { openSite, type Site } from './site'

let site: Site
let dir: string
beforeAll(async () => {
  await ensureBuild()
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-boot-'))
  site = await openSite('pglite')
}, bootMs)
afterAll(async () => {
  await site.stop()
  fs.rmSync(dir, { recursive: true, force: true })
})

/** A migrated database that nobody uses: what is refused is refused before anything is in it. */
async function withDatabase(look: (url: string) => Promise<void>) {
  const made = await postgresOnly[0]!.open()
  await look(made.url).finally(() => made.drop())
}

/** What the server says when it does not start. */
async function refusal(env: Record<string, string>, port?: number): Promise<string> {
  const at = port ?? (await freePort())
  const server = spawnServer(serverEnv(at, 'http://127.0.0.1:1', { DATA_DIR: dir, ...env }), at)
  expect(await server.ended).toBe(1)
  expect(server.output()).toContain('Shanxing did not start.')
  expect(server.output()).not.toMatch(/\n\s+at /)
  return server.output()
}

describe('a production start is refused with a sentence', () => {
  test.each([
    ['SESSION_SECRET', 'demo-session-secret-demo-session-secret'],
    ['STRIPE_SECRET_KEY', 'sk_test_demo'],
    ['STRIPE_WEBHOOK_SECRET', 'whsec_demo'],
  ])('when %s is a published default', async (name, value) => {
    const said = await refusal({ [name]: value })
    expect(said).toContain(`${name} is a published default`)
    expect(said).not.toContain(value)
  })

  test('without PUBLIC_URL', async () => {
    expect(await refusal({ PUBLIC_URL: '' })).toContain('PUBLIC_URL is needed in production')
  })

  test('when settings are missing or wrong: each by its name, none by its value', async () => {
    const said = await refusal({
      SESSION_SECRET: 'short-and-secret',
      STRIPE_SECRET_KEY: '',
      PUBLIC_URL: 'localhost:3000',
      GIFT_MIN_FEN: '1.5',
      ROLES: 'web,cook',
    })
    for (const name of ['SESSION_SECRET', 'STRIPE_SECRET_KEY', 'PUBLIC_URL', 'GIFT_MIN_FEN', 'ROLES']) {
      expect(said).toContain(name)
    }
    expect(said).not.toContain('short-and-secret')
  })

  test('while another process has the data folder: it names the folder and the process', async () => {
    const said = await refusal({ DATA_DIR: site.dataDir })
    expect(said).toContain(`The data folder ${site.dataDir} is in use by process ${site.server.child.pid}.`)
    expect((await fetch(`${site.url}/readyz`)).status).toBe(200)
  })

  test('while another process has the port', async () => {
    const { port } = site.server
    await withDatabase(async (DATABASE_URL) =>
      expect(await refusal({ DATABASE_URL }, port)).toContain(`Port ${port} is in use.`),
    )
  })

  test('with a signing key that is none', async () => {
    await withDatabase(async (DATABASE_URL) =>
      expect(await refusal({ DATABASE_URL, LOG_SIGNING_KEY: '/nowhere/key.pem' })).toContain(
        '/nowhere/key.pem',
      ),
    )
  })

  test('on a database that was not migrated: it says what to run', async () => {
    const url = new URL(inject('postgresUrl'))
    url.pathname = '/postgres'
    expect(await refusal({ DATABASE_URL: url.href })).toContain('run "npm run migrate" first')
  })

  test('with a test key, unless a rehearsal was asked for by name', async () => {
    expect(await refusal({ STRIPE_TEST_MODE: '' })).toContain('set STRIPE_TEST_MODE=1 for a rehearsal')
  })

  test('as a demonstration with a live key', async () => {
    const said = await refusal({ SHANXING_DEMO: '1', STRIPE_SECRET_KEY: 'sk_live_0123456789' })
    expect(said).toContain('SHANXING_DEMO takes no live key')
    expect(said).not.toContain('0123456789')
  })
})

test('asked to stop, it lets go of the data folder and ends with 0; the next start has everything', async () => {
  const before = await site.totals()
  expect(await site.server.stop()).toBe(0)
  expect(fs.existsSync(path.join(site.dataDir, 'lock'))).toBe(false)
  await site.restart()
  expect(await site.totals()).toEqual(before)
})

test('the log’s signing key is made once, readable by its owner alone, and stays', async () => {
  const file = path.join(site.dataDir, 'log-signing-key.pem')
  expect(fs.statSync(file).mode & 0o777).toBe(0o600)
  const key = async () => (await fetch(`${site.url}/api/v1/log/checkpoint`)).headers.get('x-verifier-key')
  const before = await key()
  await site.server.stop()
  await site.restart()
  expect(await key()).toBe(before)
})
