import { expect } from 'vitest'
import { readEntries } from '~/ledger/internal/read-entries.server'
import { listFunds } from '~/ledger/list-funds.server'
import { openFund } from '~/ledger/open-fund.server'
import { sealEntries } from '~/ledger/seal-entries.server'
import { yuanText } from '~/money/fen'
import type { Database } from '~/platform/db.server'
import { expectCleanBooks } from './books'

/** One thing that happens; `act` answers the entry it posted, if any. `says` is what a treasurer would write beside it. */
export interface Step {
  says: string
  act(db: Database): Promise<bigint | undefined>
}

const storyFunds = [
  { slug: 'health-walk', nameZh: '健康徒步基金', nameEn: 'Health walk fund' },
  { slug: 'school-meals', nameZh: '学生午餐基金', nameEn: 'School meals fund' },
]

export async function openStoryFunds(db: Database) {
  for (const [position, names] of storyFunds.entries()) {
    const fund = {
      ...names,
      kind: 'community' as const,
      purposeZh: '',
      purposeEn: '',
      restricted: true,
      position,
    }
    expect(await openFund(db, fund)).toMatchObject({ ok: true })
  }
}

const row = (cells: string[]) => `| ${cells.join(' | ')} |`
const table = (head: string[], align: string[], rows: string[][]) =>
  [row(head), row(align), ...rows.map(row)].join('\n')

/** The fund totals as the public sees them, after a seal that leaves clean books. */
async function balances(db: Database): Promise<string> {
  await sealEntries(db, [])
  await expectCleanBooks(db)
  const { funds } = await listFunds(db)
  const rows = funds.map((f) => [
    `${f.nameZh} ${f.nameEn}`,
    yuanText(f.receivedFen),
    yuanText(f.disbursedFen),
    yuanText(f.balanceFen),
  ])
  const head = ['基金 Fund', '收入 Received', '支出 Disbursed', '余额 Balance']
  return table(head, ['---', '---:', '---:', '---:'], rows)
}

/**
 * Plays a story and writes it down as a page that a treasurer can read: for each step the entry as debits and credits
 * in yuan, and the balance of every fund after it.
 */
export async function tellStory(db: Database, title: string, steps: Step[]) {
  const accounts = await db.query<{ code: string; zh: string; en: string }>(
    'SELECT code, name_zh AS zh, name_en AS en FROM ledger_account',
  )
  const named = new Map(accounts.map((a) => [a.code, `${a.zh} ${a.en}`]))
  const { funds } = await listFunds(db)
  const purses = new Map(funds.map((f) => [f.slug, `${f.nameZh} ${f.nameEn}`]))
  const page = [`# ${title}`]
  for (const [n, step] of steps.entries()) {
    page.push(`## ${n + 1}. ${step.says}`)
    const id = await step.act(db)
    const [entry] = id === undefined ? [] : await readEntries(db, [id])
    if (entry) {
      const facts = [`分录 Entry ${entry.id}`, entry.kind, entry.occurredOn, entry.channel]
      if (entry.adjustsOn) facts.push(`调整 adjusts ${entry.adjustsOn}`)
      if (entry.reverses) facts.push(`冲销 reverses entry ${entry.reverses}`)
      if (entry.memo) facts.push(entry.memo)
      const lines = entry.lines.map((l) => [
        named.get(l.account)!,
        purses.get(l.fund)!,
        l.campaign ?? '',
        l.amountFen > 0n ? yuanText(l.amountFen) : '',
        l.amountFen < 0n ? yuanText(-l.amountFen) : '',
      ])
      const head = ['科目 Account', '基金 Fund', '活动 Campaign', '借方 Debit', '贷方 Credit']
      page.push(facts.join(' · '), table(head, ['---', '---', '---', '---:', '---:'], lines))
    }
    page.push(await balances(db))
  }
  return `${page.join('\n\n')}\n`
}
