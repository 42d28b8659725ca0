import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { propose } from '~/identity/propose.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { type PurposeErrors, readPurposeForm } from './fund-purpose'

interface Asked {
  id: string
  slug: string
  text: (name: string) => string
  /** What shows the filing or the consent, in the file store already. */
  file: { id: string; type: string; name: string }
  today: Day
}
const find = `
  SELECT purpose_zh AS "purposeZh", purpose_en AS "purposeEn", version FROM ledger_fund WHERE slug = $1 FOR UPDATE`
const insert = `
  INSERT INTO ledger_fund_purpose (id, fund, before_zh, before_en, after_zh, after_en, reason_zh, reason_en, basis, filing_number, consent_how,
                                   basis_on, file, file_type, file_name, fund_version, asked_by)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT (id) DO NOTHING RETURNING id`

/**
 * Asks for a fund to be used for something else than its money was given for: with a reason, and a filing or the donors' consent and the
 * file that shows it. Nothing changes until another person agrees (`changePurpose`). Refuses `not-allowed`, `unknown-fund`,
 * `already-proposed`, `invalid` (with the fields' faults).
 */
export async function askPurposeChange(
  db: Database,
  by: Actor,
  { id, slug, text, file, today }: Asked,
): Promise<
  Outcome<object, 'not-allowed' | 'unknown-fund' | 'already-proposed' | 'invalid'> & {
    errors?: PurposeErrors
  }
> {
  const reach = { fund: slug }
  if (by.kind === 'software' || !can(by, 'fund.purpose', reach)) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const [fund] = await tx.query<{ purposeZh: string; purposeEn: string; version: number }>(find, [slug])
    if (!fund) return { ok: false, reason: 'unknown-fund' }
    const read = readPurposeForm(text, today, fund)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    if (!isUuid(id)) return { ok: false, reason: 'invalid', errors: { formId: 'missing' } }
    const subject = { kind: 'fund', id: slug }
    const note = read.draft.reasonZh
    const payload = { changeId: id, slug }
    const proposed = await propose(tx, by, { action: 'fund.purpose', subject, reach, payload, note })
    if (!proposed.ok) return { ok: false, reason: proposed.reason }
    const { afterZh, afterEn, reasonZh, reasonEn, basis, filingNumber, consentHow, basisOn } = read.draft
    const why = [reasonZh, reasonEn, basis, filingNumber, consentHow, basisOn]
    const texts = [fund.purposeZh, fund.purposeEn, afterZh, afterEn]
    await tx.query(insert, [id, slug, ...texts, ...why, file.id, file.type, file.name, fund.version, by.id])
    return { ok: true }
  })
}
