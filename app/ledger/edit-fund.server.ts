import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findFundGroup } from './find-fund-group.server'
import { type FundTexts, fundTexts } from './fund-input'

export type EditFundRefusal =
  | 'not-allowed'
  | 'invalid'
  | 'unknown-fund'
  | 'changed-meanwhile'
  | 'purpose-fixed'
  | 'purpose-by-two'
  | 'unknown-group'
  | 'reason-missing'

const stored = `
  SELECT name_zh AS "nameZh", name_en AS "nameEn", purpose_zh AS "purposeZh", purpose_en AS "purposeEn", restricted, position,
         founder, manager, founded_on AS "foundedOn", opening_min_fen AS "openingMinFen", group_key AS "group", version, EXISTS (SELECT FROM ledger_line l WHERE l.fund = f.slug) AS used
    FROM ledger_fund f WHERE slug = $1 FOR UPDATE OF f`
const update = `
  UPDATE ledger_fund SET name_zh = $2, name_en = $3, purpose_zh = $4, purpose_en = $5, restricted = $6, position = $7,
         founder = $8, manager = $9, founded_on = $10, opening_min_fen = $11, group_key = $12, version = version + 1 WHERE slug = $1`
const purposes = ['purposeZh', 'purposeEn'] as const
const promises: string[] = [...purposes, 'nameZh', 'nameEn']

/**
 * Saves a fund's texts and its place in lists; slug and kind stand. Once money is in it, whether it is restricted (限定性) stands
 * too, its name changes with a `reason`
 * only, and its purpose by two people (`askPurposeChange`): it was given for what the fund said (Charity Law on changes of purpose).
 * Refuses `not-allowed`, `invalid`, `unknown-fund`, `changed-meanwhile`, `purpose-fixed` (restricted or not),
 * `purpose-by-two`, `reason-missing`, `unknown-group`.
 */
export async function editFund(
  db: Database,
  by: Actor,
  slug: string,
  input: { texts: FundTexts; version: number; reason?: string },
): Promise<Outcome<{ changed: boolean }, EditFundRefusal>> {
  if (!can(by, 'fund.change', { fund: slug })) return { ok: false, reason: 'not-allowed' }
  const parsed = fundTexts.safeParse(input.texts)
  const reason = (input.reason ?? '').trim().slice(0, 400)
  if (!parsed.success) return { ok: false, reason: 'invalid' }
  const t = parsed.data
  return db.transaction(async (tx) => {
    const [row] = await tx.query<Required<FundTexts> & { version: number; used: boolean }>(stored, [slug])
    if (!row) return { ok: false, reason: 'unknown-fund' }
    if (row.version !== input.version) return { ok: false, reason: 'changed-meanwhile' }
    const names = (Object.keys(t) as (keyof typeof t)[]).filter((name) => t[name] !== row[name])
    if (names.length === 0) return { ok: true, changed: false }
    if (row.used && names.includes('restricted')) return { ok: false, reason: 'purpose-fixed' }
    // Money was given for this purpose: another one takes a filing or consent, and two people (`askPurposeChange`).
    if (row.used && purposes.some((name) => names.includes(name) && row[name] !== ''))
      return { ok: false, reason: 'purpose-by-two' }
    if (row.used && reason === '' && names.some((name) => promises.includes(name)))
      return { ok: false, reason: 'reason-missing' }
    if (t.group !== null && !(await findFundGroup(tx, t.group))) return { ok: false, reason: 'unknown-group' }
    const texts = [t.nameZh, t.nameEn, t.purposeZh, t.purposeEn, t.restricted, t.position]
    const facts = [t.founder, t.manager, t.foundedOn, t.openingMinFen, t.group]
    await tx.query(update, [slug, ...texts, ...facts])
    await recordAct(tx, {
      by,
      action: 'fund.edit',
      subject: { kind: 'fund', id: slug },
      before: Object.fromEntries(names.map((name) => [name, row[name]])),
      after: { ...Object.fromEntries(names.map((name) => [name, t[name]])), version: row.version + 1 },
      note: reason,
    })
    return { ok: true, changed: true }
  })
}
