import { createHash } from 'node:crypto'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { postEntries } from '~/ledger/post-entries.server'
import type { Fen } from '~/money/fen'
import type { Database, Sql } from '~/platform/db.server'
import { dropUpload, findUpload } from '~/platform/keep-upload.server'
import type { Outcome } from '~/platform/outcome'
import { uuidOfName } from '~/platform/uuid-of-name.server'
import { findBankAccount } from './find-bank-account.server'
import { planStatement } from './plan-statement.server'
import type { NamedLine } from './read-statement.server'

export const statementKind = (accountId: string) => `bank-statement:${accountId}`

export interface KeepStatement {
  accountId: string
  uploadId: string
  /** Of the plan that was shown. */
  planHash: string
  openingFen: Fen | null
  closingFen: Fen | null
}
type Refusal = 'not-allowed' | 'unknown-account' | 'upload-gone' | 'nothing-new' | 'plan-changed'
class Refused extends Error {
  constructor(readonly reason: Refusal) {
    super(reason)
  }
}

const insertStatement = `
  INSERT INTO payments_bank_statement (id, account_id, file_name, format, file_hash, opening_fen, closing_fen, lines, new_lines, from_day, to_day, imported_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (account_id, file_hash) DO NOTHING RETURNING id`
const insertLines = `
  INSERT INTO payments_bank_line (id, account_id, statement_id, day, amount_fen, counterparty, counter_account, remark, bank_ref, nth, open_fen)
  SELECT x.id, $1, $2, x.day, x.amount, x.counterparty, x.counter_account, x.remark, x.bank_ref, x.nth, greatest(x.amount, 0)
    FROM unnest($3::uuid[], $4::date[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::int[])
      AS x (id, day, amount, counterparty, counter_account, remark, bank_ref, nth)`
const rememberLayout =
  'UPDATE payments_bank_account SET layout = $2::jsonb WHERE id = $1::uuid AND layout IS NULL'

/**
 * Keeps an uploaded statement: every line that no other file brought, and each credit of them in the books as a receipt in
 * the fund `suspense` (source `bank`, key = the line's id), all or nothing. A layout that was read from the file's own head is remembered.
 * Refuses `not-allowed`, `unknown-account`, `upload-gone`, `nothing-new` (the same file, or nothing that is not known),
 * `plan-changed` (another file was kept meanwhile: look again). Throws StatementFault as `planStatement` does.
 */
export async function keepStatement(
  db: Database,
  by: Actor,
  { accountId, uploadId, planHash, openingFen, closingFen }: KeepStatement,
): Promise<Outcome<{ newLines: number }, Refusal>> {
  if (!can(by, 'bank.change')) return { ok: false, reason: 'not-allowed' }
  const upload = await findUpload(db, { id: uploadId, kind: statementKind(accountId), madeBy: by.id })
  if (!upload) return { ok: false, reason: 'upload-gone' }
  try {
    return await db.transaction(async (tx) => {
      // Two files of one account one after the other: what the second one brings is judged by what the first one kept.
      await tx.query('SELECT id FROM payments_bank_account WHERE id = $1::uuid FOR UPDATE', [accountId])
      const account = await findBankAccount(tx, accountId)
      if (!account) throw new Refused('unknown-account')
      const of = { ...account, openingFen, closingFen }
      const plan = await planStatement(tx, upload.content, of)
      if (plan.newLines === 0) throw new Refused('nothing-new')
      if (plan.hash !== planHash) throw new Refused('plan-changed')
      const fileHash = createHash('sha256').update(upload.content).digest('hex')
      const id = uuidOfName(`bank statement ${accountId} ${fileHash}`)
      const { format, lines, newLines, fromDay, toDay } = plan
      const [made] = await tx.query(insertStatement, [
        ...[id, accountId, upload.name, format, fileHash, plan.openingFen, plan.closingFen],
        ...[lines, newLines, fromDay, toDay, by.id],
      ])
      if (!made) throw new Refused('nothing-new')
      await planStatement(tx, upload.content, of, (page) => keepLines(tx, accountId, id, page))
      if (plan.layout) await tx.query(rememberLayout, [accountId, JSON.stringify(plan.layout)])
      const after = {
        file: upload.name,
        lines,
        newLines,
        credits: plan.newCreditFen,
        debits: plan.newDebitFen,
      }
      await recordAct(tx, {
        by,
        action: 'bank.import',
        subject: { kind: 'bank-account', id: accountId },
        after,
      })
      await dropUpload(tx, uploadId)
      return { ok: true as const, newLines }
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason }
    throw error
  }
}

async function keepLines(
  tx: Sql,
  accountId: string,
  statementId: string,
  page: readonly NamedLine[],
): Promise<void> {
  const of = <T>(field: (line: NamedLine) => T) => page.map(field)
  await tx.query(insertLines, [
    ...[accountId, statementId, of((l) => l.id), of((l) => l.day), of((l) => l.amountFen)],
    ...[
      of((l) => l.counterparty),
      of((l) => l.counterAccount),
      of((l) => l.remark),
      of((l) => l.bankRef),
      of((l) => l.nth),
    ],
  ])
  const credits = page.filter((l) => l.amountFen > 0n)
  await postEntries(
    tx,
    credits.map((l) => ({
      source: 'bank',
      key: l.id,
      kind: 'receipt',
      occurredOn: l.day,
      channel: 'bank',
      lines: [
        { account: 'bank', fund: 'suspense', amountFen: l.amountFen },
        { account: 'unmatched-receipts', fund: 'suspense', amountFen: -l.amountFen },
      ],
    })),
  )
}
