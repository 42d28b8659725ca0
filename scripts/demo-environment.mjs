// The demonstration's environment: what is set already stays, the rest gets a default; secrets are made once.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { root } from './prepare.mjs'

const secret = (prefix = '') => prefix + randomBytes(24).toString('hex')

/** The secrets of this data folder: read, or made and kept so that a session and a webhook outlive a restart. */
function secretsOf(dataDir) {
  const file = path.join(path.resolve(root, dataDir), 'demo-secrets.json')
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8'))
  const secrets = {
    SESSION_SECRET: secret(),
    STRIPE_SECRET_KEY: secret('sk_test_'),
    STRIPE_WEBHOOK_SECRET: secret('whsec_'),
  }
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  return secrets
}

/** Fills `env` in place; `own` goes before the demonstration's defaults and after what is set. */
export function fillDemoEnvironment(env, own = {}) {
  const fill = (values) => {
    for (const [name, value] of Object.entries(values)) env[name] ||= value
  }
  fill(own)
  fill({ NODE_ENV: 'production', SHANXING_DEMO: '1', PORT: '3000', DATA_DIR: '.data', LOG_LEVEL: 'warn' })
  fill(secretsOf(env.DATA_DIR))
  return env
}
