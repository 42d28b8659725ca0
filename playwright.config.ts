import path from 'node:path'
import { defineConfig } from '@playwright/test'

const port = Number(process.env.E2E_PORT || 3210)
// localhost, not 127.0.0.1: the address the site gives itself in the demonstration.
const baseURL = `http://localhost:${port}`
const dataDir = path.resolve('.cache/e2e-data')
// One donor's browser may not try a card hundreds of times a minute; this whole suite is one address.
const unhurried = '100000'

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 1, // one server with one embedded database behind it
  // A machine that does other work at the same time may be late once; twice is a fault.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/playwright.json' }]],
  use: {
    baseURL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
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
  webServer: {
    command: `rm -rf '${dataDir}' && exec node scripts/start.mjs`,
    // Said once the demonstration's data is in; /readyz answers before that.
    wait: { stdout: /Shanxing listens/ },
    timeout: 120_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 12_000 },
    stdout: 'pipe',
    stderr: 'pipe',
    env: {
      NODE_ENV: 'production',
      SHANXING_DEMO: '1',
      PORT: String(port),
      PUBLIC_URL: baseURL,
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
  },
})
