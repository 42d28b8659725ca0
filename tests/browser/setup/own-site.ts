import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export interface OwnSite<Laid> {
  url: string
  /** What the script said that laid what is on it. */
  laid: Laid
  /** Stops the server and starts it again on the same data, with more in its environment. */
  startAgain(more: Record<string, string>): Promise<void>
  stop(): Promise<void>
}

export interface Provider {
  secretKey: string
  webhookSecret: string
  url: string
  /** What else its environment says about paying. */
  env?: Record<string, string>
}
/** Nobody is there: nothing is paid on this site. */
const away: Provider = { secretKey: 'sk_test_own', webhookSecret: 'whsec_own', url: 'http://127.0.0.1:9' }

/** A server of a test's own, with what this script of the folder lays: its network is taken away, and its figures must move by nothing else. */
export async function startOwnSite<Laid>(
  port: number,
  script: string,
  provider: Provider = away,
): Promise<OwnSite<Laid>> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-own-'))
  // localhost: service workers and cameras are for secure places, and this is one.
  const url = `http://localhost:${port}`
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    PUBLIC_URL: url,
    SESSION_SECRET: 'own-site-session-secret-0123456789abcdef',
  }
  const said = execFileSync('npx', ['tsx', `tests/browser/setup/${script}`], { env, encoding: 'utf8' })
  const ofServer = {
    ...env,
    PORT: String(port),
    STRIPE_SECRET_KEY: provider.secretKey,
    STRIPE_WEBHOOK_SECRET: provider.webhookSecret,
    STRIPE_API_BASE: provider.url,
    STRIPE_TEST_MODE: '1',
    ...provider.env,
  }
  let server = await serve(ofServer)
  return {
    url,
    laid: JSON.parse(said) as Laid,
    async startAgain(more) {
      await end(server)
      server = await serve({ ...ofServer, ...more })
    },
    async stop() {
      await end(server)
      fs.rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function serve(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const server = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  await new Promise<void>((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (text: Buffer) => {
        output += text
        if (output.includes('listens on port')) resolve()
      })
    server.once('close', () => reject(new Error(output)))
  })
  return server
}

async function end(server: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => server.once('close', resolve))
  server.kill('SIGTERM')
  await ended
}

/** A laid person's session as a browser keeps it. */
export const cookiesOf = (header: string, url: string) =>
  header.split('; ').map((cookie) => {
    const [name, ...value] = cookie.split('=')
    return { name: name!, value: value.join('='), url }
  })
