import type { Database } from '~/platform/db.server'

/** Approved plans of a fund, half of each paid: rows as their verbs leave them, without entries in the ledger. */
export async function layPlans(db: Database, fund: string, count: number): Promise<void> {
  const tables = ['stewardship_plan', 'stewardship_plan_source']
  for (const table of tables) await db.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  await db.query(
    `INSERT INTO stewardship_plan (id, number, project, title_zh, title_en, category, beneficiaries, from_on, to_on, state, filed_by, approved_on, amount_fen, paid_fen)
     SELECT md5('plan' || n)::uuid, 'SY2026-' || lpad(n::text, 4, '0'), NULL, '长者助餐方案' || n, 'Meals for elders ' || n, 'elders', 10,
            date '2026-01-01' + n, date '2026-03-31' + n, 'approved', 'x', date '2026-01-01' + n, 1000000, 500000
       FROM generate_series(1, $1::int) n`,
    [count],
  )
  await db.query(
    `INSERT INTO stewardship_plan_source (plan, fund, amount_fen) SELECT md5('plan' || n)::uuid, $1, 1000000 FROM generate_series(1, $2::int) n`,
    [fund, count],
  )
  await db.query('INSERT INTO stewardship_promise (fund, promised_fen) VALUES ($1, $2::bigint)', [
    fund,
    BigInt(count) * 500_000n,
  ])
  for (const table of tables) await db.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
}
