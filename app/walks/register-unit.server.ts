import type { Config } from '~/platform/config.server'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { askForUnitMail } from './internal/ask-for-mail.server'
import { hashOfLink, linkSecret } from './internal/links.server'
import { partyIdOf } from './register-party.server'
import type { UnitDraft } from './unit-form'
import { registrationState } from './walker'

export interface RegisterUnit {
  /** Made with the form: a form sent twice is one unit. */
  formId: string
  campaign: string
  draft: UnitDraft
  locale: Locale
  now: Date
}

const findWalk = `
  SELECT w.register_from AS "registerFrom", w.register_until AS "registerUntil", c.state AS "campaignState"
    FROM walks_walk w JOIN campaigns_campaign c ON c.slug = w.campaign WHERE w.campaign = $1 AND c.state <> 'draft'`
const insert = `
  INSERT INTO walks_unit (id, campaign, name, leader_name, leader_email, leader_phone, locale, manage_hash, join_hash)
  VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`

/**
 * Opens a unit for its leader. Their link goes to their mailbox and nowhere else: whoever typed the address leads nobody before
 * they have read the mail. Its name is its own within a walk. Refuses `no-walk`,
 * `not-open-yet`, `closed`, `name-taken` (ask who registered it: that is nobody's to tell).
 */
export async function registerUnit(
  db: Database,
  { SESSION_SECRET }: Pick<Config, 'SESSION_SECRET'>,
  { formId, campaign, draft, locale, now }: RegisterUnit,
): Promise<Outcome<object, 'no-walk' | 'not-open-yet' | 'closed' | 'name-taken'>> {
  const id = partyIdOf(`unit:${campaign}`, formId)
  return db.transaction(async (tx) => {
    const isKnown = async () =>
      (await tx.query('SELECT FROM walks_unit WHERE id = $1::uuid', [id])).length > 0
    if (await isKnown()) return { ok: true }
    const [walk] = await tx.query<{ registerFrom: Date; registerUntil: Date; campaignState: string }>(
      findWalk,
      [campaign],
    )
    if (!walk) return { ok: false, reason: 'no-walk' }
    const state = registrationState(walk, now)
    if (state !== 'open') return { ok: false, reason: state === 'closed' ? 'closed' : 'not-open-yet' }
    const secret = linkSecret(SESSION_SECRET, 'unit', id, 1)
    const join = linkSecret(SESSION_SECRET, 'join', id, 1)
    const leader = [draft.leaderName, draft.leaderEmail, draft.leaderPhone]
    const values = [id, campaign, draft.unitName, ...leader, locale, hashOfLink(secret), hashOfLink(join)]
    if ((await tx.query(insert, values)).length === 0)
      return (await isKnown()) ? { ok: true } : { ok: false, reason: 'name-taken' }
    await askForUnitMail(tx, { unitId: id }, draft.leaderEmail)
    return { ok: true }
  })
}
