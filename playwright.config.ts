import os from 'node:os'
import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { portOf } from './tests/browser/setup/ports'

const workers = Math.min(2, os.availableParallelism())
// One donor's browser may not try a card hundreds of times a minute; this whole suite is one address.
const unhurried = '100000'
/** One for each worker, with an embedded database behind it. */
const servers = Array.from({ length: workers }, (_, n) => server(portOf(n)))

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers,
  // A machine that does other work at the same time may be late once; twice is a fault.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/playwright.json' }]],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Of each test it would take a third more time: of one that failed it is enough. By hand: --trace retain-on-failure.
    trace: 'on-first-retry',
    actionTimeout: 15_000,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-domain-reliability',
        '--disable-default-apps',
      ],
    },
  },
  webServer: servers,
})

function server(port: number) {
  // localhost, not 127.0.0.1: the address the site gives itself in the demonstration.
  const siteURL = `http://localhost:${port}`
  const dataDir = path.resolve(`.cache/e2e-data-${port}`)
  return {
    command: `rm -rf '${dataDir}' && exec node scripts/start.mjs`,
    // Said once the demonstration's data is in; /readyz answers before that.
    wait: { stdout: /Shanxing listens/ },
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 12_000 },
    stdout: 'pipe' as const,
    stderr: 'pipe' as const,
    env: {
      NODE_ENV: 'production',
      SHANXING_DEMO: '1',
      SHANXING_WALK: 'day', // the tenth walk with its people, stamps and market, for pages to have something on them
      PORT: String(port),
      PUBLIC_URL: siteURL,
      DATA_DIR: dataDir,
      DATABASE_URL: '', // the embedded database, whatever the shell has set
      SESSION_SECRET: 'browser-tests-session-secret-0123456789',
      STRIPE_SECRET_KEY: 'sk_test_browser_tests',
      STRIPE_WEBHOOK_SECRET: 'whsec_browser_tests',
      GIVE_PER_ADDRESS: unhurried,
      GIVE_PER_SESSION: unhurried,
      CHECK_PER_ADDRESS: unhurried,
      LOG_LEVEL: 'warn',
    },
  }
}
