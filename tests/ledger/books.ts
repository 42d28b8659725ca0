import { expect } from 'vitest'
import { type AuditOptions, auditBooks } from '~/ledger/audit-books.server'
import type { EntryInput, LineInput } from '~/ledger/entry'
import { openFund } from '~/ledger/open-fund.server'
import { postEntry } from '~/ledger/post-entry.server'
import type { Database, Sql } from '~/platform/db.server'

export const funds = ['general', 'pool', 'school']

/** Opens the funds that these tests post to. */
export async function openFunds(db: Database) {
  for (const [position, slug] of funds.entries()) {
    const texts = { nameZh: `基金${slug}`, nameEn: slug, purposeZh: '', purposeEn: '' }
    expect(await openFund(db, { slug, kind: 'community', restricted: true, position, ...texts })).toEqual({
      ok: true,
      created: true,
    })
  }
}

/** What a gift posts to one fund. */
export const giftLines = (fund: string, amountFen: bigint, campaign: string | null = 'walk'): LineInput[] => [
  { account: 'provider-clearing', fund, campaign, amountFen },
  { account: 'donations', fund, campaign, amountFen: -amountFen },
]

export const gift = (key: string, lines: LineInput[] = giftLines('pool', 6666n)): EntryInput => ({
  source: 'gift',
  key,
  kind: 'gift',
  occurredOn: '2026-01-10',
  channel: 'card',
  donorCommitment: Buffer.alloc(32, 7),
  lines,
})

export async function mustPost(sql: Sql, input: EntryInput): Promise<bigint> {
  const posted = await postEntry(sql, input)
  expect(posted).toMatchObject({ ok: true })
  return posted.ok ? posted.entryId : 0n
}

/** Proves the books; belongs after every test that posts. */
export async function expectCleanBooks(db: Database, options: AuditOptions = {}) {
  const audit = await auditBooks(db, options)
  expect(audit.faults).toEqual([])
  return audit
}

/**
 * Changes rows as a database owner could, with the triggers of `table` switched off, shows the result to `look` as a
 * database of its own, and takes everything back.
 */
export async function tampered<T>(
  db: Database,
  table: string,
  statement: string,
  look: (db: Database) => Promise<T>,
): Promise<T> {
  const takeBack = new Error('take back')
  let seen: { answer: T } | undefined
  const work = db.transaction(async (tx) => {
    await tx.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`)
    await tx.query(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ledger_line_currency`)
    await tx.query(statement)
    seen = { answer: await look({ ...db, ...tx, transaction: (inner) => inner(tx) }) }
    throw takeBack
  }, 'repeatable read')
  await work.catch((error) => {
    if (error !== takeBack) throw error
  })
  return seen!.answer
}
