import { type Child, startChild } from '../child'
import type { Bench } from './open-database'

export const sessionSecret = 'a session secret of nobody, long enough for anyone'
export const webhookSecret = 'whsec_of_nobody_0123456789'

/** A web process from the build, on a free port, as `npm start` runs it; `roles` as in ROLES. */
export async function startWeb(
  bench: Bench,
  databaseUrl: string,
  roles = 'web',
): Promise<Child & { port: number }> {
  const web = await startChild('inside/web.mjs', {
    flags: ['--expose-gc'],
    env: {
      NODE_ENV: 'production',
      STRIPE_TEST_MODE: '1',
      LOG_LEVEL: 'warn',
      PORT: '0',
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://localhost:3000',
      DATABASE_URL: databaseUrl,
      DATA_DIR: bench.dataDir,
      ROLES: roles,
      SESSION_SECRET: sessionSecret,
      STRIPE_SECRET_KEY: 'sk_test_of_nobody_0123456789',
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      SHANXING_DEMO: '',
      SMTP_URL: '',
      TRUST_PROXY: '0',
      // One address sends here what a whole day's phones do.
      SCANS_PER_ADDRESS: '1000000',
    },
  })
  return Object.assign(web, { port: await web.ask<number>('port') })
}
