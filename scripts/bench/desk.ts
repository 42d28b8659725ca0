import http from 'node:http'
import { acknowledgementNumber } from '~/giving/acknowledgement'
import { type Child, startChild } from './child'
import { growTo } from './house/grow'
import { type Bench, type BenchDatabase, slug } from './house/open-database'
import { signInAuditor } from './house/sign-in'
import { startWeb } from './house/start-web'
import type { PageLoad, PageResult } from './load/pages'
import { percentile } from './measure'
import { atMost, bound, type Figure, type Group } from './report'

const sizes = { small: 10_000, large: 1_000_000 }
const spanMs = 20 * 86_400_000
const rounds = 24
const warmRounds = 4
/** Of each gift looked for: the first look is as cold as the desk's, the others are not. */
const perRound = 3
const mostTimes = 1.5
const mib = 1024 * 1024
const mostGrowthMib = 150

/** What is typed into the one box, of the gift that is looked for. */
const keys = {
  'acknowledgement number': (g) => g.number,
  'gift id': (g) => g.id,
  'payment reference': (g) => g.payment,
  'mail address': (g) => g.mail,
  "donor's name": (g) => g.name,
  amount: (g) => g.yuan,
} satisfies Record<string, (gift: Sought) => string>
type Key = keyof typeof keys
const keyNames = Object.keys(keys) as Key[]

interface Sought {
  id: string
  number: string
  payment: string
  mail: string
  name: string
  yuan: string
}
interface Desk extends BenchDatabase {
  web: Child & { port: number }
  cookie: string
  sought: Sought[]
  took: Record<Key, number[]>
}

/** At the desk: one gift found by each of its keys among a million and among ten thousand; then all of them as files. */
export async function benchDesk(bench: Bench): Promise<Group> {
  const small = await openDesk(bench, 'desk_small', sizes.small)
  const large = await openDesk(bench, 'desk_large', sizes.large)
  const pages = await startChild('load/pages.ts')
  for (let r = -warmRounds; r < rounds; r++) {
    for (const desk of r % 2 === 0 ? [small, large] : [large, small]) await find(desk, pages, r)
  }
  await Promise.all([pages.stop(), small.web.stop()])
  // The small one first: what a first export loads for good is none of the rows' doing.
  for (const format of formats) await takeExport(large, format, `&from=2001-01-01&to=2001-01-01`)
  const exports = []
  for (const format of formats) exports.push(await weighExport(large, format))
  await large.web.stop()
  await Promise.all([small.close(), large.close()])

  return {
    name: 'desk',
    title: `a gift found among ${sizes.large.toLocaleString('en')} against ${sizes.small.toLocaleString('en')}, medians of ${rounds * perRound}; all of them exported`,
    figures: [
      ...keyNames.map((key) => line(`found by ${key} (HTTP)`, small.took[key], large.took[key], 0.5, true)),
      ...exports.flat(),
      ...keyNames.map((key) => line(`by ${key}, 95%`, small.took[key], large.took[key], 0.95, false)),
    ],
    notes: [
      'Each look is the whole page of results over HTTP, signed in. An amount is that of some twenty gifts among a million, of one or none among ten thousand: their rows are in the time.',
      'Memory: the most that the web process ever held during the export, less what it held after collecting garbage before it.',
    ],
    detail: { small: small.took, large: large.took },
  }
}

function line(what: string, small: number[], large: number[], p: number, wanted: boolean): Figure {
  const figure = atMost(what, 'ms', percentile(large, p), 'ms with 10,000', percentile(small, p), mostTimes)
  return wanted ? figure : { ...figure, wanted: undefined, reached: undefined }
}

async function openDesk(bench: Bench, name: string, gifts: number): Promise<Desk> {
  const database = await bench.database(name)
  const { db, url } = database
  await growTo(db, gifts, { everyMs: spanMs / gifts, named: true })
  const cookie = await signInAuditor(db)
  await db.query('VACUUM ANALYZE')
  await db.query('CHECKPOINT')
  const sought = await pick(database)
  const web = await startWeb(bench, url, 'web')
  const took = Object.fromEntries(keyNames.map((key) => [key, [] as number[]])) as Desk['took']
  return { ...database, web, cookie, sought, took }
}

/** As many gifts as there are rounds, spread over the whole time. */
async function pick({ db }: BenchDatabase): Promise<Sought[]> {
  const rows = await db.query<Omit<Sought, 'number' | 'yuan'> & { ack: bigint; year: number; fen: bigint }>(
    `SELECT id, ack_number AS ack, extract(year FROM paid_on)::int AS year, payment_ref AS payment, contact_email AS mail,
            donor_name AS name, amount_fen AS fen
       FROM (SELECT *, ntile($1) OVER (ORDER BY ack_number) AS part FROM giving_gift) g
      WHERE ack_number IN (SELECT max(ack_number) FROM (SELECT ack_number, ntile($1) OVER (ORDER BY ack_number) AS part FROM giving_gift) p GROUP BY part)
      ORDER BY ack_number`,
    [rounds + warmRounds],
  )
  return rows.map(({ ack, year, fen, ...gift }) => ({
    ...gift,
    number: acknowledgementNumber(year, ack),
    yuan: (Number(fen) / 100).toFixed(2),
  }))
}

async function find({ web, cookie, sought, took }: Desk, pages: Child, round: number) {
  for (const key of keyNames) {
    const load: PageLoad = {
      port: web.port,
      path: `/desk/gifts?q=${encodeURIComponent(keys[key](sought[round + warmRounds]!))}`,
      inFlight: 1,
      ms: 60_000,
      most: perRound,
      headers: cookie,
    }
    const { latencies } = await pages.ask<PageResult>('go', load)
    if (round >= 0) took[key].push(...latencies)
  }
}

const formats = ['csv', 'xlsx'] as const
type Format = (typeof formats)[number]

/** Reads an export to its end as a browser does and keeps nothing; answers its bytes and, of a CSV, its lines. */
function takeExport(
  { web, cookie }: Desk,
  format: Format,
  filter = '',
): Promise<{ bytes: number; lines: number }> {
  return new Promise((resolve, reject) => {
    const [name, value] = cookie.trim().split(/: (.*)/) as [string, string]
    const options = {
      port: web.port,
      host: '127.0.0.1',
      path: `/desk/gifts/export?format=${format}&campaign=${slug}${filter}`,
      headers: { [name]: value },
    }
    const request = http.get(options, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`the export answered ${response.statusCode}`))
      let bytes = 0
      let lines = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
      })
      response.once('end', () => resolve({ bytes, lines }))
      response.once('error', reject)
    })
    request.once('error', reject)
  })
}

async function weighExport(desk: Desk, format: Format): Promise<Figure[]> {
  const before = await desk.web.ask<{ rss: number }>('memory')
  const from = performance.now()
  const { bytes, lines } = await takeExport(desk, format)
  const seconds = (performance.now() - from) / 1_000
  const peak = await desk.web.ask<number>('peak')
  const what = `export of all as ${format.toUpperCase()}`
  return [
    bound(`${what}: resident growth`, 'MiB', (peak - before.rss) / mib, '≤', mostGrowthMib),
    { what: `${what}: rows`, figure: sizes.large / seconds, unit: 'rows/s' },
    ...(format === 'csv' ? [bound(`${what}: lines`, '', lines, '≥', sizes.large + 1)] : []),
    { what: `${what}: size`, figure: bytes / mib, unit: 'MiB' },
  ]
}
