import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { startSandbox } from '../../../app/payments/sandbox/start-sandbox.server'

export interface MarketSite {
  url: string
  /** The address of a stall volunteer's pass. */
  pass: string
  /** Signs a visitor in at the desk. */
  signIn(context: BrowserContext, who: 'treasurer' | 'organiser'): Promise<void>
  totals(): Promise<{ confirmedFen: string; pendingFen: string; pendingCashFen: string }>
  stop(): Promise<void>
}

/** A server of the test's own with one stall, and its payment provider: its network is taken away, and its total must move by nothing else. */
export async function openMarketSite(port: number): Promise<MarketSite> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-market-'))
  // localhost: service workers are for secure places, and this is one.
  const url = `http://localhost:${port}`
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    PUBLIC_URL: url,
    SESSION_SECRET: 'market-site-session-secret-0123456789abcd',
  }
  const laid = JSON.parse(
    execFileSync('npx', ['tsx', 'tests/browser/setup/lay-market.ts'], { env, encoding: 'utf8' }),
  ) as { pass: string; treasurer: string; organiser: string }
  const [secretKey, webhookSecret] = ['sk_test_market_site', 'whsec_market_site']
  const sandbox = await startSandbox({
    secretKey,
    webhookSecret,
    webhookUrl: `http://127.0.0.1:${port}/webhooks/stripe`,
    retryBaseMs: 100,
  })
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...env,
      PORT: String(port),
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_BASE: sandbox.url,
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
    pass: laid.pass,
    async signIn(context, who) {
      const cookies = laid[who].split('; ').map((cookie) => {
        const [name, ...value] = cookie.split('=')
        return { name: name!, value: value.join('='), url }
      })
      await context.addCookies(cookies)
    },
    async totals() {
      const response = await fetch(`${url}/api/v1/campaigns/walk-12/totals`)
      return (await response.json()) as Awaited<ReturnType<MarketSite['totals']>>
    },
    async stop() {
      const ended = new Promise((resolve) => server.once('close', resolve))
      server.kill('SIGTERM')
      await ended
      await sandbox.stop()
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
