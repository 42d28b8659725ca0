import { recordAct } from '~/identity/record-act.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { findPledgeSetting } from './find-pledge-setting.server'
import { holdPledge, type PledgeHand } from './internal/hold-pledge.server'
import { pledgeFacts } from './internal/pledge-facts'
import { designationOf, isFree, type Pledge, stateFor } from './pledge'
import { type PledgeDraft, type PledgeErrors, type PledgeFields, readPledgeForm } from './pledge-form'

type ChangeRefusal = 'unknown' | 'changed-meanwhile' | 'withdrawn' | 'arrived' | 'invalid'

const update = `
  UPDATE giving_pledge SET unit_name = $2, contact_name = $3, contact_email = $4, contact_phone = $5, name_consent = $6,
         amount_fen = $7, fund = $8, region = $9, note = $10, state = $11, version = version + 1 WHERE id = $1::uuid`

/**
 * Changes what was promised. Whoever made it may while nothing has arrived; the desk also later, but where the money goes is
 * fixed once some of it is booked. Refuses `unknown` (or not theirs), `changed-meanwhile` (`version` is not the one they saw),
 * `withdrawn`, `arrived` (too late for the link, or another designation after money has come), `invalid`.
 */
export async function changePledge(
  db: Database,
  hand: PledgeHand,
  { fields, version }: { fields: PledgeFields; version: number },
): Promise<Outcome<{ changed: boolean }, ChangeRefusal> & { errors?: PledgeErrors }> {
  return db.transaction(async (tx) => {
    const pledge = await holdPledge(tx, hand)
    if (!pledge) return { ok: false, reason: 'unknown' }
    if (pledge.state === 'withdrawn') return { ok: false, reason: 'withdrawn' }
    if ('secret' in hand && !isFree(pledge)) return { ok: false, reason: 'arrived' }
    if (pledge.version !== version) return { ok: false, reason: 'changed-meanwhile' }
    const setting = await findPledgeSetting(tx, pledge.campaign)
    // What is no longer on offer may stay as it was.
    const kept = fields.designation === designationOf(pledge)
    const read = readPledgeForm(
      { ...fields, formId: pledge.id, designation: kept ? '' : fields.designation },
      setting ?? { regions: [], funds: [] },
      'secret' in hand ? 'mail' : 'any',
    )
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const draft = kept ? { ...read.draft, region: pledge.region, fund: pledge.fund } : read.draft
    if (!kept && pledge.arrivedFen > 0n) return { ok: false, reason: 'arrived' }
    if (isSame(pledge, draft)) return { ok: true, changed: false }
    await tx.query(update, [
      ...[
        pledge.id,
        draft.unitName,
        draft.contactName,
        draft.contactEmail,
        draft.contactPhone,
        draft.nameConsent,
      ],
      ...[
        draft.amountFen,
        draft.fund,
        draft.region,
        draft.note,
        stateFor(draft.amountFen, pledge.arrivedFen),
      ],
    ])
    if ('by' in hand)
      await recordAct(tx, {
        by: hand.by,
        action: 'pledge.change',
        subject: { kind: 'pledge', id: pledge.reference },
        before: pledgeFacts(pledge),
        after: pledgeFacts(draft),
      })
    return { ok: true, changed: true }
  })
}

const isSame = (pledge: Pledge, draft: PledgeDraft): boolean =>
  Object.entries(draft).every(([name, value]) => pledge[name as keyof PledgeDraft] === value)
