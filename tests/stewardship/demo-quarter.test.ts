import { expect, test } from 'vitest'
import fundData from '~/demo/data/funds.json'
import { loadAssistance } from '~/demo/load-assistance.server'
import { loadFunds2024 } from '~/demo/load-funds-2024.server'
import { listFundGroups, sumFunds } from '~/ledger/list-fund-groups.server'
import { openFund } from '~/ledger/open-fund.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { formatFen } from '~/money/fen'
import { readAssistanceFacts } from '~/stewardship/assistance/read-assistance-facts.server'
import { listPaidQuarters, readPublicSums } from '~/stewardship/assistance/read-public-sums.server'
import type { House } from '~/wiring.server'
import { databases } from '../setup/databases'

/** As the federation published them for 2024-Q1. */
const published = [
  ['临时生活困难救助', 139, '¥616,621.00'],
  ['医疗救助', 18, '¥94,414.00'],
  ['异地务工人员救助', 1, '¥50,000.00'],
  ['危破房改造救助', 2, '¥60,000.00'],
  ['慈善助学', 162, '¥503,020.00'],
  ['金秋助学', 3, '¥2,000.00'],
  ['“持证”高中住宿生助学', 13, '¥37,500.00'],
  ['“幸福女孩”助学', 30, '¥180,150.00'],
]

test('the demonstration gives the figures of the reference quarter, to the fen, and tells of nobody', async () => {
  const at = await databases[0]!.open()
  const { db } = at
  try {
    for (const fund of fundData) await openFund(db, fund as Parameters<typeof openFund>[1])
    await db.query(
      `INSERT INTO projects_project (key, kind, name_zh, name_en, served_zh, served_en, field_zh, field_en, area_zh, area_en, begins)
       VALUES ('assistance', 'assistance', '慈善救助', 'Assistance', '', '', '', '', '', '', '2001')`,
    )
    const config = { SESSION_SECRET: 'x'.repeat(40), OLD_SESSION_SECRETS: [] }
    const house = { db, config, now: () => new Date('2026-11-27T10:00:00Z') } as unknown as House
    await loadFunds2024(house)
    await loadAssistance(house)
    await loadFunds2024(house)
    await loadAssistance(house)
    await sealEntries(db, [])
    const groups = await listFundGroups(db)
    expect(groups).toHaveLength(16)
    expect(groups.reduce((n, g) => n + g.funds, 0)).toBe(277)
    const together = await sumFunds(db)
    expect(together.receivedFen).toBeGreaterThan(groups.reduce((sum, g) => sum + g.receivedFen, 0n))
    const quarter = { from: '2024-01-01', to: '2024-03-31' }
    const facts = await readAssistanceFacts(db, 'assistance', quarter)
    expect([facts.cases, formatFen(facts.amountFen)]).toEqual([368, '¥1,543,705.00'])
    expect(facts.ledgerFen).toBe(facts.amountFen)
    expect(facts.byCategory.map((c) => [c.nameZh, c.cases, formatFen(c.amountFen)])).toEqual(published)
    expect(facts.byMonth.find(({ month }) => month === '2024-03')?.amountFen).toBe(23_131_000n)
    expect(await listPaidQuarters(db, 'assistance', '2024-04-01')).toEqual(['2024-Q1'])
    // A quarter is told when it is over.
    expect(await listPaidQuarters(db, 'assistance', '2024-03-31')).toEqual([])
    const shown = await readPublicSums(db, 'assistance', quarter)
    const cells = shown.crossing!.rows.flatMap((row) => row.cells)
    expect(cells.filter((cell) => cell && cell.cases > 0 && cell.cases < 5)).toEqual([])
    expect(cells.filter((cell) => cell === null).length).toBeGreaterThan(4)
  } finally {
    await at.drop()
  }
})
