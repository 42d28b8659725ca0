import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
    expect(await refusal({}, site.server.port)).toContain(`Port ${site.server.port} is in use.`)
  })

  test('with a signing key that is none', async () => {
    expect(await refusal({ LOG_SIGNING_KEY: '/nowhere/key.pem' })).toContain('/nowhere/key.pem')
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
