// What the tests need from the machine beside Node: found, or installed by apt when we are root.
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { Refusal, run } from './prepare.mjs'

const leastPostgres = 15
const aptTries = 3

const onPath = (name) =>
  (process.env.PATH ?? '').split(path.delimiter).some((dir) => fs.existsSync(path.join(dir, name)))

function hasPostgres() {
  if (process.env.PG_BIN) return fs.existsSync(path.join(process.env.PG_BIN, 'initdb'))
  const base = '/usr/lib/postgresql'
  const versions = fs.existsSync(base) ? fs.readdirSync(base) : []
  return versions.some(
    (v) => Number(v) >= leastPostgres && fs.existsSync(path.join(base, v, 'bin', 'initdb')),
  )
}

function hasChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' })
  return list.status === 0 && list.stdout.trim() !== ''
}

/** `name` is Debian's package; `what` completes the sentence for other systems. */
const needed = [
  {
    name: 'chromium',
    what: 'Chromium (or its path in CHROMIUM_PATH)',
    there: () => fs.existsSync(process.env.CHROMIUM_PATH || '/usr/bin/chromium'),
  },
  { name: 'fonts-noto-cjk', what: 'a Chinese font', there: hasChineseFont },
  {
    name: 'postgresql',
    what: `PostgreSQL ${leastPostgres} or newer (or the folder of its programs in PG_BIN)`,
    there: hasPostgres,
  },
  { name: 'poppler-utils', what: "poppler's pdftotext", there: () => onPath('pdftotext') },
  { name: 'zbar-tools', what: "ZBar's zbarimg", there: () => onPath('zbarimg') },
]
const missing = () => needed.filter((one) => !one.there())

const refuse = (rest) => {
  const names = rest.map((one) => one.name).join(' ')
  const things = rest.map((one) => one.what).join(', ')
  return new Refusal(`The tests need ${things}. On Debian or Ubuntu: sudo apt-get install ${names}`)
}

async function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (let tried = 1; ; tried++) {
    if ((await run('apt-get', ['-qq', '-o', 'Acquire::Retries=3', ...args], { env })) === 0) return
    if (tried === aptTries)
      throw new Refusal(`apt-get ${args[0]} failed ${aptTries} times: its reason stands above.`)
    await new Promise((resolve) => setTimeout(resolve, 5_000 * tried))
  }
}

/** Throws a Refusal that names exactly what to install when it may not, or could not, install it itself. */
export async function installSystemPackages() {
  const wanted = missing()
  if (wanted.length === 0) return 'already there'
  if (process.getuid?.() !== 0 || !onPath('apt-get')) throw refuse(wanted)
  const names = wanted.map((one) => one.name)
  console.log(`Installing ${names.join(', ')} …`)
  await apt('update')
  await apt('install', '-y', '--no-install-recommends', ...names)
  if (names.includes('fonts-noto-cjk')) execFileSync('fc-cache', ['-f'])
  const rest = missing()
  if (rest.length) throw refuse(rest)
  return `installed ${names.join(', ')}`
}
