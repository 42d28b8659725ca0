import fs from 'node:fs'
import { buildIfChanged } from '../prepare.mjs'
import { benchBank } from './bank'
import { stopChildren } from './child'
import { benchDashboard } from './dashboard'
import { benchDesk } from './desk'
import { benchDisclosures } from './disclosures'
import { benchGifts } from './gifts'
import { benchGrowth } from './growth'
import { type Bench, openBench } from './house/open-database'
import { benchLive } from './live'
import { benchMatching } from './matching'
import { benchPage } from './page'
import { benchPhone } from './phone'
import { type Group, printGroup } from './report'
import { benchScreen } from './screen'
import { benchStamps } from './stamps'
import { benchStatements } from './statements'
import { benchTrail } from './trail'

// `npm run bench [gifts|live|page|growth|dashboard|desk|screen|phone|stamps|bank|statements|matching|disclosures|trail …]`: the speed and memory of the built server on a PostgreSQL of its own that
// waits for the disk. Prints one table per group and writes .bench/<group>.json.

const groups: Record<string, (bench: Bench) => Promise<Group>> = {
  gifts: benchGifts,
  live: benchLive,
  page: benchPage,
  growth: benchGrowth,
  dashboard: benchDashboard,
  desk: benchDesk,
  screen: benchScreen,
  phone: benchPhone,
  stamps: benchStamps,
  bank: benchBank,
  statements: benchStatements,
  matching: benchMatching,
  disclosures: benchDisclosures,
  trail: benchTrail,
}

async function run(names: string[]): Promise<boolean> {
  const unknown = names.filter((name) => !groups[name])
  if (unknown.length)
    throw new Error(`Unknown: ${unknown.join(' ')}. There are: ${Object.keys(groups).join(', ')}.`)
  await buildIfChanged()
  const bench = await openBench()
  let allReached = true
  try {
    fs.mkdirSync('.bench', { recursive: true })
    for (const name of names.length ? names : Object.keys(groups)) {
      const from = Date.now()
      const group = await groups[name]!(bench)
      printGroup(group)
      console.log(`  (${Math.round((Date.now() - from) / 1000)} s)`)
      const at = { at: new Date().toISOString(), node: process.version }
      fs.writeFileSync(`.bench/${name}.json`, `${JSON.stringify({ ...at, ...group }, null, 2)}\n`)
      allReached &&= group.figures.every((f) => f.reached !== false)
    }
  } finally {
    await stopChildren()
    await bench.stop()
  }
  return allReached
}

process.env.LOG_LEVEL ||= 'warn'
// The whole crowd reads from this machine's one address.
process.env.FEEDS_PER_ADDRESS ||= '0'
run(process.argv.slice(2)).then(
  (allReached) => {
    console.log(allReached ? '\nEverything was reached.' : '\nNot everything was reached.')
  },
  (error: Error) => {
    console.error(error)
    process.exitCode = 1
  },
)
