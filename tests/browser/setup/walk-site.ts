import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export const walkPath = '/walk/walk-12'

export interface WalkSite {
  url: string
  /** A code of each place, by its key. */
  codes: Record<string, string>
  /** The card's stamps as the server has them. */
  stampsOf(card: string): Promise<{ place: string; at: number }[]>
  stop(): Promise<void>
}

/** A server of the test's own with one open walk: the demonstration's may have none, and its clock and network are everybody's. */
export async function openWalkSite(port: number): Promise<WalkSite> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-walk-'))
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
  }
  const laid = execFileSync('npx', ['tsx', 'tests/browser/setup/lay-walk.ts'], { env, encoding: 'utf8' })
  // localhost: service workers and cameras are for secure places, and this is one.
  const url = `http://localhost:${port}`
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...env,
      PORT: String(port),
      PUBLIC_URL: url,
      SESSION_SECRET: 'walk-site-session-secret-0123456789abcdef',
      STRIPE_SECRET_KEY: 'sk_test_walk_site',
      STRIPE_WEBHOOK_SECRET: 'whsec_walk_site',
      STRIPE_API_BASE: 'http://127.0.0.1:9',
      STRIPE_TEST_MODE: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  await new Promise<void>((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (text: Buffer) => {
        output += text
        if (output.includes('listens on port')) resolve()
      })
    server.once('close', () => reject(new Error(output)))
  })
  return {
    url,
    codes: JSON.parse(laid) as Record<string, string>,
    async stampsOf(card) {
      const response = await fetch(`${url}/api/v1/walks/walk-12/cards/${card}`)
      return response.ok
        ? ((await response.json()) as { stamps: { place: string; at: number }[] }).stamps
        : []
    },
    async stop() {
      const ended = new Promise((resolve) => server.once('close', resolve))
      server.kill('SIGTERM')
      await ended
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
