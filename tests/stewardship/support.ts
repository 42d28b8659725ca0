import { randomUUID } from 'node:crypto'
import { openFund } from '~/ledger/open-fund.server'
import { postEntry } from '~/ledger/post-entry.server'
import type { Database } from '~/platform/db.server'

/** A fund with money in it, posted and not yet sealed. */
export async function fundWith(db: Database, slug: string, fen: bigint): Promise<void> {
  const names = { nameZh: `${slug}基金`, nameEn: `${slug} fund`, purposeZh: '', purposeEn: '' }
  const opened = await openFund(db, {
    slug,
    kind: 'campaign_pool',
    ...names,
    restricted: true,
    position: 0,
  })
  if (!opened.ok) throw new Error(opened.reason)
  await pour(db, slug, fen)
}

/** Money into a fund (or out of it, below zero), as a summary of gifts. */
export async function pour(
  db: Database,
  fund: string,
  fen: bigint,
  occurredOn = '2023-12-31',
): Promise<void> {
  const posted = await postEntry(db, {
    source: 'test',
    key: randomUUID(),
    kind: 'summary',
    occurredOn,
    channel: 'bank',
    lines: [
      { account: 'bank', fund, amountFen: fen },
      { account: 'donations', fund, amountFen: -fen },
    ],
  })
  if (!posted.ok) throw new Error(posted.reason)
}

export interface LaidPlan {
  sources: Record<string, bigint>
  approvedOn: string
  category?: string
  number?: string
}

/** A plan as records say it, laid down without its verbs: for what only reads. */
export async function layPlan(db: Database, project: string, plan: LaidPlan): Promise<string> {
  const id = randomUUID()
  const { sources, approvedOn, category = 'elders', number = id } = plan
  const amount = Object.values(sources).reduce((sum, fen) => sum + fen, 0n)
  await db.query(
    `INSERT INTO stewardship_plan (id, number, project, title_zh, category, beneficiaries, from_on, to_on, state, filed_by, amount_fen)
     VALUES ($1::uuid, $2, $3, '慰问', $4, 10, '2024-01-01', '2024-12-31', 'draft', 'x', $5)`,
    [id, number, project, category, amount],
  )
  for (const [fund, fen] of Object.entries(sources))
    await db.query('INSERT INTO stewardship_plan_source (plan, fund, amount_fen) VALUES ($1::uuid, $2, $3)', [
      ...[id, fund, fen],
    ])
  await db.query(
    `UPDATE stewardship_plan SET state = 'approved', approved_on = $2::date WHERE id = $1::uuid`,
    [...[id, approvedOn]],
  )
  return id
}

/** A draft of a fund that nobody here wrote, without its verb. */
export async function layDraft(db: Database, fund: string, id: string = randomUUID()): Promise<string> {
  await db.query(
    `INSERT INTO stewardship_plan (id, number, title_zh, category, beneficiaries, from_on, to_on, filed_by, amount_fen)
     VALUES ($1::uuid, $2, '草稿', 'elders', 0, '2024-01-01', '2024-12-31', 'somebody', 100)`,
    [id, id],
  )
  await db.query('INSERT INTO stewardship_plan_source (plan, fund, amount_fen) VALUES ($1::uuid, $2, 100)', [
    id,
    fund,
  ])
  return id
}
