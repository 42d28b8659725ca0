import { findCampaign } from '~/campaigns/find-campaign.server'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { findPledgeSetting } from './find-pledge-setting.server'
import { askForPledgeMail } from './internal/ask-for-pledge-mail.server'
import { pledgeFacts } from './internal/pledge-facts'
import { writePledges } from './internal/write-pledges.server'
import { pledgeIdOf } from './make-pledge.server'
import { type PledgeErrors, type PledgeFields, readPledgeForm } from './pledge-form'

/**
 * The desk enters what a unit promised on paper or by word, while the campaign is open or closed and not yet settled; with an
 * address the letter goes out by mail. Sent twice it is one pledge. Refuses `not-allowed`, `no-pledges` (never set up, or not
 * at that stage), `invalid` (with the fields' faults).
 */
export async function enterPledge(
  db: Database,
  by: Actor,
  { fields, campaign, locale, today }: { fields: PledgeFields; campaign: string; locale: Locale; today: Day },
): Promise<Outcome<{ id: string }, 'not-allowed' | 'no-pledges' | 'invalid'> & { errors?: PledgeErrors }> {
  if (!can(by, 'pledge.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  const id = pledgeIdOf(campaign, fields.formId)
  return db.transaction(async (tx) => {
    const [setting, found] = [await findPledgeSetting(tx, campaign), await findCampaign(tx, campaign)]
    if (!setting || !found || found.state === 'draft' || found.state === 'settled')
      return { ok: false, reason: 'no-pledges' }
    const read = readPledgeForm(fields, setting, 'any')
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const dates = { pledgedOn: today, dueOn: found.endsOn }
    const pledges = [{ id, draft: read.draft }]
    const [made] = await writePledges(tx, { campaign, locale, ...dates, madeBy: 'desk', pledges })
    if (!made) return { ok: true, id }
    await askForPledgeMail(tx, 'made', [id])
    await recordAct(tx, {
      by,
      action: 'pledge.enter',
      subject: { kind: 'pledge', id },
      after: pledgeFacts(read.draft),
    })
    return { ok: true, id }
  })
}
