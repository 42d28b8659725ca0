import type { Actor } from '~/identity/actor'
import type { Database } from '~/platform/db.server'
import { keepUpload } from '~/platform/keep-upload.server'
import { readUploadOfOne } from '~/platform/read-upload-of-one.server'
import { TableFault } from '~/platform/table'
import { findBankAccount } from './find-bank-account.server'
import { keepStatement, statementKind } from './keep-statement.server'
import { planStatement } from './plan-statement.server'
import { readAmount } from './read-amount'
import { mostStatementBytes, StatementFault } from './statement'

/** Why a file or a form is not taken; `line` and `detail` where they are known. */
export interface ImportFault {
  reason: string
  line: number | null
  detail: Record<string, string>
}
export type ImportAnswer =
  | { kind: 'done'; newLines: number }
  /** To be looked at: `search` names the plan. */
  | { kind: 'plan'; search: string }
  | { kind: 'refused'; fault: ImportFault; form: Record<string, string>; status: number }

/** What a statement's reader threw, in words' codes; anything else is thrown on. */
export function faultOf(error: unknown): ImportFault {
  if (error instanceof StatementFault) return { reason: error.reason, line: error.line, detail: error.detail }
  if (error instanceof TableFault) return { reason: error.reason, line: error.line, detail: {} }
  throw error
}

/** The balances that somebody typed; null for none, undefined for what is no amount. */
export function typedBalance(typed: string | null | undefined): bigint | null | undefined {
  if (!typed?.trim()) return null
  return readAmount(typed) ?? undefined
}

/**
 * Answers the form of the import page: a file is looked at and kept for an hour, a confirmation keeps what was shown. Asks no right
 * of its own: the page has, and `keepStatement` does. Null for what is no whole form.
 */
export async function answerImport(db: Database, by: Actor, request: Request): Promise<ImportAnswer | null> {
  const sent = await readUploadOfOne(request, mostStatementBytes)
  if (!sent) return null
  const { form, file } = sent
  const { account: accountId = '', opening = '', closing = '' } = form
  const refused = (fault: Partial<ImportFault> & { reason: string }, status = 422): ImportAnswer => {
    return {
      kind: 'refused',
      fault: { line: null, detail: {}, ...fault },
      form: { account: accountId, opening, closing },
      status,
    }
  }
  const [openingFen, closingFen] = [typedBalance(opening), typedBalance(closing)]
  if (openingFen === undefined || closingFen === undefined) return refused({ reason: 'balance-wrong' })
  try {
    if (form.upload !== undefined) {
      const told = { accountId, uploadId: form.upload, planHash: form.plan ?? '', openingFen, closingFen }
      const kept = await keepStatement(db, by, told)
      return kept.ok ? { kind: 'done', newLines: kept.newLines } : refused({ reason: kept.reason }, 409)
    }
    const account = await findBankAccount(db, accountId)
    if (!account) return refused({ reason: 'no-account' })
    if (!file) return refused({ reason: 'no-file' })
    const { name, bytes: content } = file
    if (!content) return refused({ reason: 'too-large' })
    // What cannot be read is not kept.
    await planStatement(db, content, { ...account, openingFen, closingFen })
    const upload = await keepUpload(db, { kind: statementKind(accountId), madeBy: by.id, name, content })
    return {
      kind: 'plan',
      search: new URLSearchParams({ upload, account: accountId, opening, closing }).toString(),
    }
  } catch (error) {
    return refused(faultOf(error))
  }
}
