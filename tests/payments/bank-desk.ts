import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { bankBooks } from '~/giving/bank-books.server'
import { giftBooks } from '~/giving/gift-books.server'
import type { Actor } from '~/identity/actor'
import type { Role } from '~/identity/role'
import { auditBooks } from '~/ledger/audit-books.server'
import { findBankAccount } from '~/payments/bank/find-bank-account.server'
import { keepStatement, statementKind } from '~/payments/bank/keep-statement.server'
import { planStatement } from '~/payments/bank/plan-statement.server'
import { saveBankAccount } from '~/payments/bank/save-bank-account.server'
import type { Database } from '~/platform/db.server'
import { keepUpload } from '~/platform/keep-upload.server'
import { accountNumber, csvOf, type Movement } from './bank-files'

export const actor = (role: Role, id: string = role): Actor => ({
  kind: 'person',
  id,
  name: id,
  from: '192.0.2.1',
  grants: [{ role, scope: '*', standsInFor: null }],
})
export const treasurer = actor('treasurer')

export async function openAccount(db: Database): Promise<string> {
  const input = { number: accountNumber, bank: '测试银行', name: '慈善会基本户', layout: null }
  const saved = await saveBankAccount(db, treasurer, { id: randomUUID(), version: 0, input })
  if (!saved.ok) throw new Error(saved.reason)
  return saved.id
}

export async function upload(db: Database, accountId: string, file: string | Uint8Array, by = treasurer) {
  const content = typeof file === 'string' ? Buffer.from(file) : file
  const given = { kind: statementKind(accountId), madeBy: by.id, name: 'statement.csv', content }
  const uploadId = await keepUpload(db, given)
  const plan = await planStatement(db, content, (await findBankAccount(db, accountId))!)
  return { accountId, uploadId, planHash: plan.hash, openingFen: null, closingFen: null, plan }
}

/** Keeps a table of these movements; answers the lines' ids in the file's order. */
export async function keepLines(
  db: Database,
  accountId: string,
  movements: readonly Movement[],
  opening = '0.00',
) {
  const { plan: _, ...told } = await upload(db, accountId, csvOf(movements, opening))
  expect(await keepStatement(db, treasurer, told)).toMatchObject({ ok: true })
}

export const suspense = async (db: Database) => {
  const [row] = await db.query<{ fen: bigint }>(
    `SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM ledger_line WHERE fund = 'suspense' AND account = 'bank'`,
  )
  return row!.fen
}

export async function expectBankBooks(db: Database): Promise<void> {
  expect((await auditBooks(db, { checks: [bankBooks, giftBooks] })).faults).toEqual([])
}
