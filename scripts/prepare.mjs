// What `npm run demo` and `npm run verify` do before anything else. Only Node itself is here yet: no dependencies.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => path.join(root, ...parts)

/** Something a person has to do; printed as the sentence it is, without a stack. */
export class Refusal extends Error {}

/** Throws a Refusal on a Node that is too old (package.json's engines). */
export function checkNode() {
  const wanted = JSON.parse(fs.readFileSync(at('package.json'), 'utf8')).engines.node.replace('>=', '')
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number)
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return
  throw new Refusal(
    `Shanxing needs Node ${wanted} or newer; this is Node ${process.versions.node}. See https://nodejs.org`,
  )
}

/** Runs a command in the project's folder with its output shown; answers the exit code (128 when a signal ended it). */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`)
      resolve(127)
    })
    child.on('close', (code) => resolve(code ?? 128))
  })
}

/** The npm that started us when npm did, else the one on the PATH. */
export function npm(args, options) {
  const cli = process.env.npm_execpath
  if (cli && path.basename(cli) === 'npm-cli.js') return run(process.execPath, [cli, ...args], options)
  return run('npm', args, options)
}

/**
 * Whether node_modules is what package-lock.json asks for. npm writes its own record of what it installed as its last
 * act; packages for other platforms are marked optional and may be missing from it.
 */
function packagesCurrent() {
  const record = at('node_modules', '.package-lock.json')
  if (!fs.existsSync(record)) return false
  const installed = JSON.parse(fs.readFileSync(record, 'utf8')).packages
  const wanted = JSON.parse(fs.readFileSync(at('package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(([where, { version, integrity, optional, devOptional }]) => {
    if (where === '') return true
    const got = installed[where]
    return got ? got.version === version && got.integrity === integrity : Boolean(optional || devOptional)
  })
}

/** Installs exactly what the lock file names, unless that stands already. No package's own script is run. */
export async function installPackages() {
  if (packagesCurrent()) return 'already there'
  console.log('Installing packages (a minute or two) …')
  const { NODE_ENV: _production, ...env } = process.env // under NODE_ENV=production npm would leave out what builds
  const code = await npm(['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'], { env })
  if (code !== 0)
    throw new Refusal('npm could not install the packages: its reason stands above. Then try again.')
  return 'installed'
}

const sources = [
  'app',
  'prisma',
  'public',
  'remix.config.js',
  'prisma.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]
const generated = at('app', 'generated')
const serverBundle = at('build', 'server', 'index.js')
const stamp = at('build', '.built-from')

function hashInto(hash, file) {
  if (file === generated || !fs.existsSync(file)) return
  if (fs.statSync(file).isDirectory()) {
    for (const name of fs.readdirSync(file).sort()) hashInto(hash, path.join(file, name))
  } else {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(fs.readFileSync(file))
      .update('\0')
  }
}

/** What the build was made from and what came out: a build by hand in between shows as well. */
function buildStamp() {
  const hash = createHash('sha256')
  for (const name of sources) hashInto(hash, at(name))
  hashInto(hash, serverBundle)
  return hash.digest('hex')
}

/** Makes build/ and the database client; answers the exit code. */
export async function build() {
  fs.rmSync(stamp, { force: true })
  const code = await npm(['run', 'build'], { env: { ...process.env, NODE_ENV: 'production' } })
  if (code === 0) fs.writeFileSync(stamp, buildStamp())
  return code
}

/** Builds when a source changed since the last build. */
export async function buildIfChanged() {
  const current = [stamp, serverBundle, generated].every((file) => fs.existsSync(file))
  if (current && fs.readFileSync(stamp, 'utf8') === buildStamp()) return 'already there'
  console.log('Building …')
  if ((await build()) !== 0) throw new Refusal('The build failed: its reason stands above.')
  return 'built'
}
