import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { LaidDay } from './lay-walk-day'

export const walkPath = '/walk/walk-12'

export interface Site<Laid> {
  url: string
  /** What the script that laid the walk said. */
  laid: Laid
  /** The card's stamps as the server has them. */
  stampsOf(card: string): Promise<{ place: string; at: number }[]>
  stop(): Promise<void>
}

/** A code of each place, by its key. */
export type WalkSite = Site<object> & { codes: Record<string, string> }

/** A server of the test's own with one open walk: the demonstration's may have none, and its clock and network are everybody's. */
export async function openWalkSite(port: number): Promise<WalkSite> {
  const site = await openSite<Record<string, string>>(port, 'lay-walk.ts')
  return { ...site, codes: site.laid }
}

/** Today is the day of the walk: with people who registered, volunteers' passes and printed posters. */
export const openDaySite = (port: number) => openSite<LaidDay>(port, 'lay-walk-day.ts')

async function openSite<Laid>(port: number, script: string): Promise<Site<Laid>> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-walk-'))
  // localhost: service workers and cameras are for secure places, and this is one.
  const url = `http://localhost:${port}`
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    PUBLIC_URL: url,
    SESSION_SECRET: 'walk-site-session-secret-0123456789abcdef',
  }
  const said = execFileSync('npx', ['tsx', `tests/browser/setup/${script}`], { env, encoding: 'utf8' })
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...env,
      PORT: String(port),
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
    laid: JSON.parse(said) as Laid,
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
