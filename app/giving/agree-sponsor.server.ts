import type { Actor } from '~/identity/actor'
import { canAgree } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { type Day, isDay, shanghaiDay } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { bookSponsorCash } from './internal/sponsor-cash.server'
import { bookSponsorGoods } from './internal/sponsor-goods.server'
import { type Sponsor, sponsorColumns } from './sponsor'

const find = `SELECT ${sponsorColumns} FROM giving_sponsor s WHERE s.id = $1::uuid FOR UPDATE`
const agree = `
  UPDATE giving_sponsor SET state = 'agreed', agreed_at = clock_timestamp(), goods_entry_id = $2, version = version + 1 WHERE id = $1::uuid`

/**
 * What two people want of a sponsor, in `tx`, which says that `by`, the second, has agreed: it is agreed to, and its goods are in the books
 * as goods, or its cash has come and is booked. Refuses `not-allowed`, `changed-since` (not what the first person saw), `more-than-agreed` (a bank line was quicker).
 */
export async function agreeSponsor(
  tx: Sql,
  by: Actor,
  payload: Record<string, unknown>,
  today: Day = shanghaiDay(new Date()),
): Promise<Outcome<{ sponsorId: string }, 'not-allowed' | 'changed-since' | 'more-than-agreed'>> {
  const sponsorId = String(payload.sponsorId)
  const [sponsor] = isUuid(sponsorId) ? await tx.query<Sponsor>(find, [sponsorId]) : []
  if (!canAgree(by, 'sponsor.manage', { campaign: sponsor?.campaign }))
    return { ok: false, reason: 'not-allowed' }
  if (!sponsor) return { ok: false, reason: 'changed-since' }
  const subject = { kind: 'sponsor', id: sponsorId }
  if (payload.step === 'cash') {
    const [amountFen, occurredOn] = [BigInt(String(payload.amountFen)), String(payload.arrivedOn)]
    if (!isDay(occurredOn)) return { ok: false, reason: 'changed-since' }
    const booked = await bookSponsorCash(tx, { sponsorId, amountFen, occurredOn, bankLineId: null })
    if (!booked.ok)
      return { ok: false, reason: booked.reason === 'more-than-agreed' ? booked.reason : 'changed-since' }
    await recordAct(tx, { by, action: 'sponsor.manage', subject, after: { amountFen, occurredOn } })
    return { ok: true, sponsorId }
  }
  if (sponsor.state !== 'draft' || sponsor.version !== Number(payload.version))
    return { ok: false, reason: 'changed-since' }
  await tx.query(agree, [sponsorId, await bookSponsorGoods(tx, sponsor, today)])
  const { cashFen, goodsFen, fund } = sponsor
  await recordAct(tx, {
    by,
    action: 'sponsor.manage',
    subject,
    after: { state: 'agreed', cashFen, goodsFen, fund },
  })
  return { ok: true, sponsorId }
}
