import type { Sql } from '~/platform/db.server'
import type { PurposeChange } from './fund-purpose'

const columns = `
  id::text, fund, before_zh AS "beforeZh", before_en AS "beforeEn", after_zh AS "afterZh", after_en AS "afterEn", reason_zh AS "reasonZh",
  reason_en AS "reasonEn", basis, filing_number AS "filingNumber", consent_how AS "consentHow", basis_on AS "basisOn", file,
  file_name AS "fileName", asked_at AS "askedAt", agreed_on AS "agreedOn"`
const agreed = `
  SELECT ${columns} FROM ledger_fund_purpose WHERE fund = $1 AND agreed_on IS NOT NULL ORDER BY agreed_on DESC, id LIMIT 50`
const waiting = `
  SELECT ${columns} FROM ledger_fund_purpose c WHERE fund = $1 AND agreed_on IS NULL AND EXISTS (
    SELECT FROM identity_proposal p WHERE p.action = 'fund.purpose' AND p.subject_id = c.fund AND p.state = 'waiting'
       AND p.payload ->> 'changeId' = c.id::text) LIMIT 1`

/** The changes of a fund's purpose that two people agreed to, the newest first: public. */
export const listPurposeChanges = (sql: Sql, fund: string): Promise<PurposeChange[]> =>
  sql.query<PurposeChange>(agreed, [fund])

/** The change that waits for the second person, for the desk; null when there is none. */
export async function findWaitingPurpose(sql: Sql, fund: string): Promise<PurposeChange | null> {
  const [change] = await sql.query<PurposeChange>(waiting, [fund])
  return change ?? null
}

const proof = `
  SELECT file_type AS type, file_name AS name FROM ledger_fund_purpose WHERE fund = $1 AND file = $2 LIMIT 1`

/** A file that shows a filing or a consent for this fund; null when it is none of its. */
export async function findPurposeFile(
  sql: Sql,
  fund: string,
  file: string,
): Promise<{ type: string; name: string } | null> {
  const [found] = await sql.query<{ type: string; name: string }>(proof, [fund, file])
  return found ?? null
}
