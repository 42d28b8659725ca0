import { findCampaign } from '~/campaigns/find-campaign.server'
import type { Actor } from '~/identity/actor'
import { can } from '~/identity/can'
import { recordAct } from '~/identity/record-act.server'
import { listFundChoices } from '~/ledger/list-fund-choices.server'
import type { Database, Sql } from '~/platform/db.server'
import { isUuid } from '~/platform/is-uuid'
import type { Outcome } from '~/platform/outcome'
import { listSponsorLevels } from './list-sponsors.server'
import { type Sponsor, sponsorColumns } from './sponsor'
import { readSponsorForm, type SponsorDraft, type SponsorErrors, type SponsorFields } from './sponsor-form'

export type SaveSponsorRefusal =
  | 'not-allowed'
  | 'unknown-campaign'
  | 'invalid'
  | 'changed-since'
  | 'agreed-stays'
  | 'waits'

const lock = `SELECT ${sponsorColumns} FROM giving_sponsor s WHERE s.id = $1::uuid FOR UPDATE`
const waits = `
  SELECT 1 FROM identity_proposal
   WHERE action = 'sponsor.manage' AND subject_kind = 'sponsor' AND subject_id = $1 AND state = 'waiting'`
const insert = `
  INSERT INTO giving_sponsor (id, campaign, name_zh, name_en, name_consent, logo_consent, level, cash_fen, goods_fen, goods_zh,
                              goods_en, fund, link, note, created_by)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`
const update = `
  UPDATE giving_sponsor SET name_zh = $2, name_en = $3, name_consent = $4, logo_consent = $5, level = $6, cash_fen = $7, goods_fen = $8,
         goods_zh = $9, goods_en = $10, fund = $11, link = $12, note = $13, version = version + 1 WHERE id = $1::uuid`

/**
 * Writes a sponsor down, or changes it. What two people agreed to (cash, goods, fund) stays; names, consents, level, link and note
 * may change. Sent twice it is one sponsor. Refuses `not-allowed`, `unknown-campaign`, `invalid` (with the fields' faults), `changed-since`
 * (by somebody else), `agreed-stays`, `waits` (a second person is looking at it).
 */
export async function saveSponsor(
  db: Database,
  by: Actor,
  { campaign, fields }: { campaign: string; fields: SponsorFields },
): Promise<Outcome<{ sponsorId: string }, SaveSponsorRefusal> & { errors?: SponsorErrors }> {
  if (!can(by, 'sponsor.manage', { campaign })) return { ok: false, reason: 'not-allowed' }
  if (!isUuid(fields.formId)) return { ok: false, reason: 'invalid', errors: { formId: 'missing' } }
  return db.transaction(async (tx) => {
    if (!(await findCampaign(tx, campaign))) return { ok: false, reason: 'unknown-campaign' }
    const funds = (await listFundChoices(tx)).map((f) => f.slug)
    const levels = (await listSponsorLevels(tx, campaign)).map((l) => l.key)
    const read = readSponsorForm(fields, { levels, funds })
    if (!read.ok) return { ok: false, reason: 'invalid', errors: read.errors }
    const { draft } = read
    const sponsorId = fields.formId.toLowerCase()
    const [known] = await tx.query<Sponsor>(lock, [sponsorId])
    if (known && known.campaign !== campaign) return { ok: false, reason: 'changed-since' }
    if (known && fields.version === '') return { ok: true, sponsorId }
    const refusal = known ? await refusalOf(tx, known, draft, fields.version) : null
    if (refusal) return { ok: false, reason: refusal }
    const {
      nameZh,
      nameEn,
      nameConsent,
      logoConsent,
      level,
      cashFen,
      goodsFen,
      goodsZh,
      goodsEn,
      fund,
      link,
      note,
    } = draft
    const facts = [
      nameZh,
      nameEn,
      nameConsent,
      logoConsent,
      level,
      cashFen,
      goodsFen,
      goodsZh,
      goodsEn,
      fund,
      link,
      note,
    ]
    if (known) await tx.query(update, [sponsorId, ...facts])
    else await tx.query(insert, [sponsorId, campaign, ...facts, by.id])
    const { note: _private, ...after } = draft
    const subject = { kind: 'sponsor', id: sponsorId }
    await recordAct(tx, {
      by,
      action: known ? 'sponsor.edit' : 'sponsor.enter',
      subject,
      after: { campaign, ...after },
    })
    return { ok: true, sponsorId }
  })
}

async function refusalOf(tx: Sql, known: Sponsor, draft: SponsorDraft, version: string) {
  if (String(known.version) !== version) return 'changed-since' as const
  const [waiting] = await tx.query(waits, [known.id])
  if (waiting) return 'waits' as const
  const kept = ['cashFen', 'goodsFen', 'goodsZh', 'goodsEn', 'fund'] as const
  return known.state === 'agreed' && kept.some((name) => known[name] !== draft[name])
    ? ('agreed-stays' as const)
    : null
}
