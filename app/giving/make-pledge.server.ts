import { takesGifts } from '~/campaigns/campaign'
import { findCampaign } from '~/campaigns/find-campaign.server'
import type { Day } from '~/platform/dates'
import type { Database, Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { Outcome } from '~/platform/outcome'
import { findPledgeSetting } from './find-pledge-setting.server'
import { askForPledgeMail } from './internal/ask-for-pledge-mail.server'
import { namedId } from './internal/named-id.server'
import { writePledges } from './internal/write-pledges.server'
import { type PledgeErrors, type PledgeFields, readPledgeForm } from './pledge-form'

export interface MakePledge {
  /** As typed; read against what the campaign offers at that moment. `formId` was made with the form: sent twice it is one pledge. */
  fields: PledgeFields
  campaign: string
  locale: Locale
  today: Day
}

const find = 'SELECT secret FROM giving_pledge WHERE id = $1::uuid'
export const pledgeIdOf = (campaign: string, formId: string): string => namedId('pledge', campaign, formId)

/**
 * A unit pledges. The answer's `secret` is the link to its own page; its letter and the account go out by mail. Sent again the
 * same form answers the first pledge with `again: true`, also after the campaign has closed: it was made in time. Refuses
 * `no-pledges` (the campaign takes none), `closed`, `not-open-yet`, `invalid` (with the fields' faults).
 */
export async function makePledge(
  db: Database,
  { fields, campaign, locale, today }: MakePledge,
): Promise<
  Outcome<{ secret: string; again: boolean }, 'no-pledges' | 'closed' | 'not-open-yet' | 'invalid'> & {
    errors?: PledgeErrors
  }
> {
  const id = pledgeIdOf(campaign, fields.formId)
  return db.transaction(async (tx) => {
    const known = await secretOf(tx, id)
    if (known) return { ok: true, secret: known, again: true }
    const [setting, found] = [await findPledgeSetting(tx, campaign), await findCampaign(tx, campaign)]
    if (!setting?.takesPledges || !found || found.state === 'draft')
      return { ok: false, reason: 'no-pledges' }
    if (!takesGifts(found, today))
      return {
        ok: false,
        reason: found.state === 'open' && today < found.startsOn ? 'not-open-yet' : 'closed',
      }
    const read = readPledgeForm(fields, setting)
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const dates = { pledgedOn: today, dueOn: found.endsOn }
    const pledges = [{ id, draft: read.draft }]
    const [made] = await writePledges(tx, { campaign, locale, ...dates, madeBy: 'form', pledges })
    // Sent twice at once: the other one was first.
    if (!made) return { ok: true, secret: (await secretOf(tx, id))!, again: true }
    await askForPledgeMail(tx, 'made', [id])
    return { ok: true, secret: made.secret, again: false }
  })
}

async function secretOf(tx: Sql, id: string): Promise<string | undefined> {
  const [known] = await tx.query<{ secret: string }>(find, [id])
  return known?.secret
}
