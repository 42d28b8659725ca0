import { composeStatement } from '~/disclosures/statement/compose-statement.server'
import { readQuarter } from '~/disclosures/statement/quarter'
import type { Database } from '~/platform/db.server'
import { figureSources } from '~/wiring.server'
import type { Bench } from './house/open-database'
import { median, timeEach } from './measure'
import { atMost, bound, type Group } from './report'

const entries = 1_000_000
const disbursements = 20_000
const plans = 8_000
const projects = 40
const fundCount = 300
const rounds = 9
const quarter = readQuarter('2024-Q1')!

/** What one query by hand would ask for the quarter: money out of each fund, over the same entries. */
const byHand = `
  SELECT l.fund, count(DISTINCT e.id) AS payments, sum(l.amount_fen)::bigint AS fen
    FROM ledger_entry e JOIN ledger_leaf f ON f.entry_id = e.id JOIN ledger_line l ON l.entry_id = e.id
   WHERE l.account = 'disbursements' AND coalesce(e.adjusts_on, e.occurred_on) BETWEEN $1::date AND $2::date GROUP BY l.fund`

/** All statements of a quarter composed in turns with one aggregate by hand over the same entries. */
export async function benchDisclosures(bench: Bench): Promise<Group> {
  const { db, close } = await bench.database('disclosures')
  await fill(db)
  const ours: number[] = []
  const hand: number[] = []
  let peakBytes = 0
  const before = process.memoryUsage().rss
  for (let r = 0; r <= rounds; r++) {
    const [composed] = await timeEach(1, async () => {
      for (let n = 1; n <= projects; n++) {
        const made = await composeStatement(db, `project-${n}`, quarter, figureSources)
        if (!made?.composed.figures.some((figure) => figure.key === 'paid.amountFen'))
          throw new Error(`project-${n} has no figures`)
      }
    })
    const [asked] = await timeEach(1, () => db.query(byHand, [quarter.from, quarter.to]))
    peakBytes = Math.max(peakBytes, process.memoryUsage().rss - before)
    // The first round warms up.
    if (r === 0) continue
    ours.push(composed!)
    hand.push(asked!)
  }
  await close()
  return {
    name: 'disclosures',
    title: `a quarter of ${projects} projects and ${fundCount} funds over ${entries} entries, ${rounds} rounds in turns`,
    figures: [
      atMost('composing all statements', 'ms', median(ours), 'ms by hand', median(hand), 2),
      bound('memory while composing', 'MB', peakBytes / 2 ** 20, '≤', 300),
    ],
    notes: [
      `${plans} plans and ${disbursements} disbursements over two years; the rest of the entries are gifts. By hand: one aggregate over sealed lines of the quarter, by fund.`,
    ],
    detail: { ours, hand },
  }
}

/** Rows as their verbs leave them, laid down in bulk: the triggers that check single deeds are off meanwhile. */
async function fill(db: Database): Promise<void> {
  const tables = ['ledger_entry', 'ledger_line', 'ledger_leaf', 'stewardship_plan', 'stewardship_plan_source']
  const triggers = async (what: 'DISABLE' | 'ENABLE') => {
    for (const table of [...tables, 'stewardship_disbursement'])
      await db.query(`ALTER TABLE ${table} ${what} TRIGGER USER`)
  }
  await triggers('DISABLE')
  await db.query(
    `INSERT INTO ledger_fund (slug, kind, name_zh, name_en, purpose_zh, purpose_en)
     SELECT 'bench-' || n, 'community', '基金' || n, 'Fund ' || n, '', '' FROM generate_series(1, ${fundCount}) n`,
  )
  await db.query(
    `INSERT INTO projects_project (key, kind, state, name_zh, name_en, served_zh, served_en, field_zh, field_en, area_zh, area_en, begins)
     SELECT 'project-' || n, 'grant', 'ongoing', '项目' || n, 'Project ' || n, '', '', '', '', '', '', '2019' FROM generate_series(1, ${projects}) n`,
  )
  const day = `date '2023-01-01' + (n::bigint * 7919 % 730)::int`
  const isOut = `n % ${entries / disbursements} = 0`
  await db.query(
    `INSERT INTO ledger_entry (id, source, key, kind, occurred_on, channel, input_hash, line_count)
     SELECT n, 'bench', n::text, CASE WHEN ${isOut} THEN 'disbursement' ELSE 'gift' END, ${day}, 'bank', '', 2 FROM generate_series(1, ${entries}) n`,
  )
  await db.query(
    `INSERT INTO ledger_line (entry_id, line_no, account, fund, amount_fen)
     SELECT n, t.no, CASE WHEN t.no = 1 THEN 'bank' WHEN ${isOut} THEN 'disbursements' ELSE 'donations' END, 'bench-' || 1 + n % ${fundCount},
            CASE WHEN (t.no = 1) = (${isOut}) THEN -1 ELSE 1 END * (100 + n % 50000)
       FROM generate_series(1, ${entries}) n, (VALUES (1), (2)) t (no)`,
  )
  await db.query(
    `INSERT INTO ledger_leaf (index, entry_id, hash, sealed_at) SELECT n - 1, n, '', now() FROM generate_series(1, ${entries}) n`,
  )
  await db.query(
    `INSERT INTO stewardship_plan (id, number, project, title_zh, category, beneficiaries, from_on, to_on, state, filed_by, approved_on, amount_fen)
     SELECT md5('plan' || n)::uuid, 'P' || n, 'project-' || 1 + n % ${projects}, '方案' || n, 'elders', 10, ${day}, ${day} + 90, 'approved', 'x', ${day}, 1000000
       FROM generate_series(0, ${plans - 1}) n`,
  )
  await db.query(
    `INSERT INTO stewardship_plan_source (plan, fund, amount_fen) SELECT md5('plan' || n)::uuid, 'bench-' || 1 + n % ${fundCount}, 1000000
       FROM generate_series(0, ${plans - 1}) n`,
  )
  await db.query(
    `INSERT INTO stewardship_disbursement (id, plan, amount_fen, paid_on, payee, evidence, entry_id, by)
     SELECT md5('paid' || n)::uuid, md5('plan' || n % ${plans})::uuid, 100 + e.id % 50000, e.occurred_on, 'x', 'x', e.id, 'x'
       FROM generate_series(1, ${disbursements}) n JOIN ledger_entry e ON e.id = n * ${entries / disbursements}`,
  )
  await triggers('ENABLE')
  await db.query('ANALYZE')
}
