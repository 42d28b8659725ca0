import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { propose } from '~/identity/propose.server'
import { parseYuan } from '~/money/fen'
import { type Day, isDay } from '~/platform/dates'
import type { Database } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { type Sponsor, sponsorColumns } from './sponsor'

export type SponsorAsk = {
  sponsorId: string
  campaign: string
  today: Day
} & ({ step: 'agree' } | { step: 'cash'; amount: string; arrivedOn: string })
export type SponsorAskRefusal =
  | 'not-allowed'
  | 'unknown-sponsor'
  | 'agreed-already'
  | 'not-agreed'
  | 'amount-wrong'
  | 'more-than-agreed'
  | 'day-wrong'
  | 'already-proposed'
const find = `SELECT ${sponsorColumns} FROM giving_sponsor s WHERE s.id = $1::uuid AND s.campaign = $2 FOR UPDATE`

/**
 * Asks a second person: to what was agreed with a sponsor (`agree`), or that cash came which no bank line here shows (`cash`). Refuses
 * `not-allowed`, `unknown-sponsor`, `agreed-already`, `not-agreed`, `amount-wrong`, `more-than-agreed`, `day-wrong` (none, or to come),
 * `already-proposed`.
 */
export async function proposeSponsor(
  db: Database,
  by: Actor,
  ask: SponsorAsk,
): Promise<Outcome<object, SponsorAskRefusal>> {
  const { sponsorId, campaign } = ask
  if (!can(by, 'sponsor.manage', { campaign })) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const [sponsor] = isUuid(sponsorId) ? await tx.query<Sponsor>(find, [sponsorId, campaign]) : []
    if (!sponsor) return { ok: false, reason: 'unknown-sponsor' }
    const payload: Record<string, string | number> = { sponsorId, step: ask.step, version: sponsor.version }
    if (ask.step === 'agree') {
      if (sponsor.state !== 'draft') return { ok: false, reason: 'agreed-already' }
    } else {
      if (sponsor.state !== 'agreed') return { ok: false, reason: 'not-agreed' }
      const read = parseYuan(ask.amount)
      if (!read.ok) return { ok: false, reason: 'amount-wrong' }
      if (read.fen > sponsor.cashFen - sponsor.arrivedFen) return { ok: false, reason: 'more-than-agreed' }
      if (!isDay(ask.arrivedOn) || ask.arrivedOn > ask.today) return { ok: false, reason: 'day-wrong' }
      Object.assign(payload, { amountFen: read.fen.toString(), arrivedOn: ask.arrivedOn })
    }
    const subject = { kind: 'sponsor', id: sponsorId }
    return propose(tx, by, { action: 'sponsor.manage', subject, reach: { campaign }, payload })
  })
}
