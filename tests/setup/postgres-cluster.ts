import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

/** A PostgreSQL server of our own on a free port of 127.0.0.1, from the machine's binaries, never run as root. */
export interface Cluster {
  /** Connection string for database `name` (default `postgres`). */
  url(name?: string): string
  port: number
  binDir: string
  /** Stops at once, as a lost database does; `start` brings it back with its data. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>
  start(): Promise<void>
  /** Stops and removes the data. */
  destroy(): Promise<void>
}

export function postgresBinDir(): string {
  if (process.env.PG_BIN) return process.env.PG_BIN
  const root = '/usr/lib/postgresql'
  const versions = fs.existsSync(root) ? fs.readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  for (const v of versions) {
    if (Number(v) >= 15 && fs.existsSync(path.join(root, v, 'bin/initdb'))) return path.join(root, v, 'bin')
  }
  throw new Error(
    'PostgreSQL 15 or newer was not found: install Debian\'s "postgresql" package or set PG_BIN',
  )
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = net.createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })

/** PostgreSQL refuses to run as root: then everything runs as the `postgres` account that Debian's package makes. */
const isRoot = process.getuid?.() === 0
const asUser = (bin: string, args: string[]): [string, string[]] =>
  isRoot ? ['runuser', ['-u', 'postgres', '--', bin, ...args]] : [bin, args]

export async function startCluster(
  options: { fsync?: boolean; settings?: Record<string, string> } = {},
): Promise<Cluster> {
  const binDir = postgresBinDir()
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-pg-'))
  if (isRoot) execFileSync('chown', ['postgres', home])
  const data = path.join(home, 'data')
  const port = await freePort()
  const run = (bin: string, args: string[]) => {
    const [cmd, all] = asUser(path.join(binDir, bin), args)
    return execFileSync(cmd, all, { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  }
  run('initdb', ['-D', data, '-U', 'shanxing', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: home,
    max_connections: '200',
    shared_buffers: '256MB',
    fsync: options.fsync ? 'on' : 'off',
    log_min_messages: 'fatal',
    ...options.settings,
  }
  fs.appendFileSync(
    path.join(data, 'postgresql.conf'),
    `\n${Object.entries(settings)
      .map(([k, v]) => `${k} = '${v}'`)
      .join('\n')}\n`,
  )
  const start = async () => {
    run('pg_ctl', ['-D', data, '-w', '-t', '60', '-l', path.join(home, 'log'), 'start'])
  }
  const stop = (mode: 'fast' | 'immediate' = 'fast') =>
    new Promise<void>((resolve, reject) => {
      const [cmd, all] = asUser(path.join(binDir, 'pg_ctl'), ['-D', data, '-w', '-m', mode, 'stop'])
      spawn(cmd, all, { cwd: '/', stdio: 'ignore' }).on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`pg_ctl stop ended with ${code}`)),
      )
    })
  await start()
  return {
    port,
    binDir,
    url: (name = 'postgres') => `postgresql://shanxing@127.0.0.1:${port}/${name}`,
    stop,
    start,
    async destroy() {
      await stop('immediate').catch(() => {})
      fs.rmSync(home, { recursive: true, force: true })
    },
  }
}
