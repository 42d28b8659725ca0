import { bytesOfLetters } from '~/platform/code-letters'
import { openDatabase } from '~/platform/db.server'
import { migrate } from '~/platform/migrate.server'
import { chainValues } from '~/walks/code-chain'
import { spellStampCode } from '~/walks/stamp-code'
import { at, chains, plan } from '../../walks/plan'
import { layWalk } from '../../walks/walk'

// Run by walk-site.ts in a process of its own: a database in DATA_DIR with the walk of tests/walks/plan.ts, a poster at each place
// that has no other code, a map; prints one code for each place as JSON.

const db = await openDatabase({ url: undefined, dataDir: process.env.DATA_DIR! })
await migrate(db)
await layWalk(db)
await db.query(`UPDATE walks_walk SET trails = $1::jsonb WHERE campaign = $2`, [
  JSON.stringify([
    [
      [80, 520],
      [180, 430],
      [300, 470],
      [430, 380],
      [560, 430],
      [700, 300],
      [830, 340],
      [900, 180],
    ],
  ]),
  plan.campaign,
])
const spots: Record<string, [number, number]> = {
  start: [80, 520],
  cp1: [180, 430],
  cp2: [430, 380],
  cp3: [560, 430],
  cp4: [700, 300],
  cp5: [830, 340],
  finish: [900, 180],
}
const names: Record<string, [string, string]> = {
  start: ['正门', 'Main gate'],
  cp1: ['灯谜', 'Riddles'],
  cp2: ['木棉道', 'Kapok lane'],
  cp3: ['龙舟', 'Dragon boat'],
  cp4: ['醒狮', 'Lion dance'],
  cp5: ['早茶', 'Morning tea'],
  finish: ['终点广场', 'Finish square'],
}
for (const [key, [x, y]] of Object.entries(spots))
  await db.query(
    'UPDATE walks_place SET x = $1, y = $2, name_zh = $3, name_en = $4 WHERE campaign = $5 AND key = $6',
    [x, y, ...names[key]!, plan.campaign, key],
  )

const codes: Record<string, string> = {}
for (const { chain, values } of Object.values(chains)) {
  const step = Math.min(20, chain.steps - 1)
  codes[chain.place] = spellStampCode({ chain: chain.id, step, value: values[step]! })
}
for (const [n, place] of ['start', 'cp4', 'cp5', 'finish'].entries()) {
  const [id, seed] = [`P0ST${n}X`, new Uint8Array(32).fill(40 + n)]
  const { anchor, values } = chainValues(id, 1, seed)
  await db.query(
    `INSERT INTO walks_code_chain (id, campaign, place, kind, step_seconds, starts_at, steps, seed, anchor)
     VALUES ($1, $2, $3, 'static', 86400, $4, 1, $5, $6)`,
    [id, plan.campaign, place, new Date(at('00:00:00')), seed, bytesOfLetters(anchor)],
  )
  codes[place] = spellStampCode({ chain: id, step: 0, value: values[0]! })
}
await db.close()
process.stdout.write(JSON.stringify(codes))
