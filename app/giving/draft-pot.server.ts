import { findCampaign } from '~/campaigns/find-campaign.server'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import type { Database } from '~/platform/db.server'
import type { Outcome } from '~/platform/outcome'
import { proposePotIn } from './internal/propose-pot.server'
import { type PotErrors, type PotFields, readPotForm } from './match-pot-form'

const insert = `
  INSERT INTO giving_match_pot (id, campaign, sponsor_zh, sponsor_en, name_consent, sponsor_email, fund, cap_fen, per_gift_fen,
                                per_donor_fen, opens_at, closes_at, created_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING RETURNING id`

/**
 * Writes a pot down and asks a second person to open it; nothing is matched before that. Sent twice it is one pot. Refuses
 * `not-allowed`, `unknown-campaign`, `invalid` (with the fields' faults).
 */
export async function draftPot(
  db: Database,
  by: Actor,
  { campaign: slug, fields }: { campaign: string; fields: PotFields },
): Promise<
  Outcome<{ potId: string }, 'not-allowed' | 'unknown-campaign' | 'invalid'> & { errors?: PotErrors }
> {
  if (!can(by, 'matching.manage', { campaign: slug })) return { ok: false, reason: 'not-allowed' }
  return db.transaction(async (tx) => {
    const campaign = await findCampaign(tx, slug)
    if (!campaign) return { ok: false, reason: 'unknown-campaign' }
    const funds = (await listFundChoices(tx)).map((f) => f.slug)
    const given = campaign.routing.routes.map((r) => r.fund)
    const read = readPotForm(fields, { funds, given })
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const d = read.draft
    const potId = fields.formId.toLowerCase()
    const [made] = await tx.query(insert, [
      ...[potId, slug, d.sponsorZh, d.sponsorEn, d.nameConsent, d.sponsorEmail, d.fund, d.capFen],
      ...[d.perGiftFen, d.perDonorFen, d.opensAt, d.closesAt, by.id],
    ])
    if (!made) return { ok: true, potId }
    const { sponsorEmail: _mail, ...after } = d
    const subject = { kind: 'match-pot', id: potId }
    await recordAct(tx, { by, action: 'matching.draft', subject, after: { campaign: slug, ...after } })
    if (by.kind !== 'software') await proposePotIn(tx, by, { id: potId, campaign: slug })
    return { ok: true, potId }
  })
}
