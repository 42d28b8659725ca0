import { randomBytes } from 'node:crypto'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import type { PledgeDraft } from '../pledge-form'
import { pledgeReference } from '../pledge-reference'

export interface WritePledges {
  campaign: string
  locale: Locale
  pledgedOn: Day
  dueOn: Day
  madeBy: 'form' | 'desk' | 'import'
  pledges: readonly { id: string; draft: PledgeDraft }[]
}

const insert = `
  INSERT INTO giving_pledge (id, campaign, locale, pledged_on, due_on, made_by, reference, secret, unit_name, contact_name,
                             contact_email, contact_phone, name_consent, amount_fen, fund, region, note)
  SELECT p.id, $1, $2, $3, $4, $5, p.reference, p.secret, p.unit, p.name, p.email, p.phone, p.consent, p.fen, nullif(p.fund, ''), p.region, p.note
    FROM unnest($6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::bool[], $14::bigint[],
                $15::text[], $16::text[], $17::text[]) AS p (id, reference, secret, unit, name, email, phone, consent, fen, fund, region, note)
  ON CONFLICT (id) DO NOTHING RETURNING id::text AS id, secret`
const numbers = `SELECT nextval('giving_pledge_number') AS n FROM generate_series(1, $1::int)`

/** Writes pledges with references and links of their own; those that are there already stay as they are. Answers the new ones. */
export async function writePledges(
  tx: Sql,
  { campaign, locale, pledgedOn, dueOn, madeBy, pledges }: WritePledges,
): Promise<{ id: string; secret: string }[]> {
  const taken = await tx.query<{ n: bigint }>(numbers, [pledges.length])
  const drafts = pledges.map((p) => p.draft)
  const of = <Key extends keyof PledgeDraft>(key: Key) => drafts.map((draft) => draft[key])
  return tx.query(insert, [
    ...[campaign, locale, pledgedOn, dueOn, madeBy],
    pledges.map((p) => p.id),
    taken.map(({ n }) => pledgeReference(n)),
    pledges.map(() => randomBytes(20).toString('base64url')),
    ...[
      of('unitName'),
      of('contactName'),
      of('contactEmail'),
      of('contactPhone'),
      of('nameConsent'),
      of('amountFen'),
    ],
    ...[drafts.map((d) => d.fund ?? ''), of('region'), of('note')],
  ])
}
