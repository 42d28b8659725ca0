/** Every refusal that the database itself pronounces, by constraint name or coded message (prisma/migrations, ledger rules). */
const byConstraint = {
  ledger_entry_line_count: 'no-lines',
  ledger_line_amount: 'zero-line',
  ledger_entry_reverses_key: 'already-reversed',
  ledger_fund_slug: 'slug-invalid',
} as const

const byCode = {
  ledger_unbalanced: 'unbalanced',
  ledger_unknown_fund: 'unknown-fund',
  ledger_unknown_account: 'unknown-account',
  ledger_key_reused: 'key-reused',
} as const

export type DatabaseRefusal =
  | (typeof byConstraint)[keyof typeof byConstraint]
  | (typeof byCode)[keyof typeof byCode]

function reasonOf(error: unknown): DatabaseRefusal | undefined {
  const { message = '', constraint = '' } = error as { message?: string; constraint?: string }
  const code = /^ledger_[a-z_]+(?=:)/.exec(message)?.[0] ?? ''
  return byConstraint[constraint as keyof typeof byConstraint] ?? byCode[code as keyof typeof byCode]
}

/** Turns a database error into the refusal it stands for; throws it on when it is none of `expected`. */
export function refusalOf<Reason extends DatabaseRefusal>(
  error: unknown,
  expected: readonly Reason[],
): { ok: false; reason: Reason } {
  const reason = reasonOf(error)
  if (reason === undefined || !(expected as readonly string[]).includes(reason)) throw error
  return { ok: false, reason: reason as Reason }
}
