import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DataDirInUse, lockDataDir } from '~/platform/internal/data-lock.server'
import { buildIfChanged, root } from '../../scripts/prepare.mjs'

/** For hooks: a build, two databases and a start may take their time on a busy machine. */
export const bootMs = 240_000

const random = () => randomBytes(24).toString('hex')
export const secretKey = `sk_test_${random()}`
export const webhookSecret = `whsec_${random()}`
export const sessionSecret = random()

/** The built server as its own process, as `npm start` runs it. */
export interface Server {
  url: string
  port: number
  child: ChildProcess
  /** Everything it wrote to standard output and standard error so far. */
  output(): string
  /** Settles with the exit code once it has ended; null when a signal ended it. */
  ended: Promise<number | null>
  /** SIGTERM, then waits for the end. */
  stop(): Promise<number | null>
  /** SIGKILL, then waits for the end. */
  kill(): Promise<void>
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = net.createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** Waits for what another process brings about; throws with `what` after two minutes, which is long also on a busy machine. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(20)) {
    if (await isSo()) return
  }
  throw new Error(`still not so: ${what}`)
}

let built: Promise<void> | undefined

/** Builds when a source is newer than build/. Test files run in several processes: one builds, the others wait for it. */
export function ensureBuild(): Promise<void> {
  built ??= (async () => {
    for (;;) {
      try {
        const release = lockDataDir(path.join(root, '.cache', 'build-lock'))
        await buildIfChanged().finally(release)
        return
      } catch (error) {
        if (!(error instanceof DataDirInUse)) throw error
        await sleep(200)
      }
    }
  })()
  return built
}

/** A test that fails half way must not leave servers behind. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Runs scripts/start.mjs with exactly this environment (and PATH), without waiting for it to listen. */
export function spawnServer(env: Record<string, string>, port: number): Server {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: String(port), NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (text: string) => {
      output += text
    })
  }
  running.add(child)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  void ended.then(() => running.delete(child))
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    child,
    output: () => output,
    ended,
    stop() {
      child.kill('SIGTERM')
      return ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** The environment of a production server whose payment provider is at `apiBase`. */
export const serverEnv = (port: number, apiBase: string, env: Record<string, string>) => ({
  NODE_ENV: 'production',
  LOG_LEVEL: 'warn',
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  SESSION_SECRET: sessionSecret,
  STRIPE_SECRET_KEY: secretKey,
  STRIPE_WEBHOOK_SECRET: webhookSecret,
  STRIPE_API_BASE: apiBase,
  STRIPE_TEST_MODE: '1',
  ...env,
})

/** Resolves when it listens; throws with what it wrote when it ends before. */
export async function listening(server: Server): Promise<Server> {
  const gaveUp = server.ended.then((code) => {
    throw new Error(`the server ended with ${code}:\n${server.output()}`)
  })
  gaveUp.catch(() => {})
  await Promise.race([
    gaveUp,
    until('the server listens', () => server.output().includes(`listens on port ${server.port}`)),
  ])
  return server
}
