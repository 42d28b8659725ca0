import { randomUUID } from 'node:crypto'
import { findCampaign } from '~/campaigns/find-campaign.server'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import type { Day } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { dropUpload, findUpload } from '~/platform/keep-upload.server'
import type { Outcome } from '~/platform/outcome'
import { findPledgeSetting } from './find-pledge-setting.server'
import { askForPledgeMail } from './internal/ask-for-pledge-mail.server'
import { writePledges } from './internal/write-pledges.server'
import { planPledgeImport } from './plan-pledge-import.server'
import type { PledgeDraft } from './pledge-form'
import { isReady } from './pledge-plan'

export const pledgeImportKind = 'pledges'

export interface ImportPledges {
  campaign: string
  uploadId: string
  /** Of the plan that the person was shown. */
  planHash: string
  locale: Locale
  today: Day
}
type ImportRefusal = 'not-allowed' | 'upload-gone' | 'no-pledges' | 'plan-changed' | 'not-ready'

/** Two lists for one campaign wait for one another, so that neither brings what the other has just brought. */
const hold = 'SELECT FROM giving_pledge_setting WHERE campaign = $1 FOR UPDATE'

/**
 * Takes up every new pledge of an uploaded list, all or none; who left an address gets a letter by mail. Refuses `not-allowed`,
 * `upload-gone` (an hour has passed, or it is another person's), `no-pledges` (not set up, or not at that stage), `plan-changed`
 * (look again), `not-ready` (a row must be mended, or nothing is new).
 */
export async function importPledges(
  db: Database,
  by: Actor,
  { campaign, uploadId, planHash, locale, today }: ImportPledges,
): Promise<Outcome<{ taken: number }, ImportRefusal>> {
  if (!can(by, 'pledge.change', { campaign })) return { ok: false, reason: 'not-allowed' }
  const upload = await findUpload(db, { id: uploadId, kind: pledgeImportKind, madeBy: by.id })
  if (!upload) return { ok: false, reason: 'upload-gone' }
  return db.transaction(async (tx) => {
    await tx.query(hold, [campaign])
    const [setting, found] = [await findPledgeSetting(tx, campaign), await findCampaign(tx, campaign)]
    if (!setting || !found || found.state === 'draft' || found.state === 'settled')
      return { ok: false, reason: 'no-pledges' }
    const drafts: PledgeDraft[] = []
    const plan = await planPledgeImport(tx, setting, upload.content, (draft) => drafts.push(draft))
    if (plan.hash !== planHash) return { ok: false, reason: 'plan-changed' }
    if (!isReady(plan)) return { ok: false, reason: 'not-ready' }
    const pledges = drafts.map((draft) => ({ id: randomUUID(), draft }))
    const dates = { pledgedOn: today, dueOn: found.endsOn }
    await writePledges(tx, { campaign, locale, ...dates, madeBy: 'import', pledges })
    await askForPledgeMail(
      tx,
      'made',
      pledges.map(({ id }) => id),
    )
    await recordAct(tx, {
      by,
      action: 'pledge.import',
      subject: { kind: 'campaign', id: campaign },
      after: { taken: pledges.length, known: plan.counts.known, sumFen: plan.sumFen, hash: plan.hash },
    })
    await dropUpload(tx, uploadId)
    return { ok: true, taken: pledges.length }
  })
}
