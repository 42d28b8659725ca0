import { randomBytes } from 'node:crypto'
import { postEntry } from '~/ledger/post-entry.server'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Locale } from '~/platform/i18n'
import { donorCommitment } from './donor-commitment.server'
import { checkCode } from './internal/check-code.server'

export interface BookGift {
  /** Made by whoever asks, and the ledger key: the same gift is booked once, however often it is asked for. */
  id: string
  campaign: string
  /** Sums to the gift. */
  shares: readonly { fund: string; amountFen: bigint }[]
  /** `bank`: it lies on the account; `cash` and `cheque`: in the house's hands, counted by two people. */
  channel: 'bank' | 'cash' | 'cheque'
  /** The day the money came, Asia/Shanghai. In a closed period it is kept as the adjusted day (ledger rule 5). */
  occurredOn: Day
  donorName: string
  nameConsent: boolean
  /** Empty: nobody is written to. */
  contactEmail: string
  locale: Locale
  /** What led to it: `pledge:<id>`, `bank:<line id>`, `batch:<id>`. */
  via: string
}

const moneyAccount = { bank: 'bank', cash: 'cash', cheque: 'cash' } as const
const keep = `
  WITH g AS (
    INSERT INTO giving_gift (id, campaign, state, amount_fen, locale, donor_name, name_consent, contact_email, salt,
                             donor_commitment, check_code, via, channel, ack_number, entry_id, paid_on, confirmed_at)
    VALUES ($1, $2, 'confirmed', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, nextval('giving_ack_number'), $13, $14, clock_timestamp())
    RETURNING id
  ), a AS (
    INSERT INTO giving_allocation (gift_id, fund, amount_fen)
    SELECT g.id, s.fund, s.amount FROM g, unnest($15::text[], $16::bigint[]) AS s (fund, amount)
  )
  INSERT INTO platform_outbox (topic, payload)
  SELECT 'send-acknowledgement', jsonb_build_object('giftId', id) FROM g WHERE $7 <> ''`

/**
 * Books a gift that did not come through a payment provider: confirmed at once, with its entry (source `gift`, key = its
 * id), its acknowledgement's number and, where there is an address, its mail; in `tx`. Whoever asks has asked `can()` and
 * has made sure that the money is there (a bank line, a count by two people). Asked again with the same id it changes nothing
 * and answers `created: false`. Throws when the shares name an unknown fund: a fault of the caller.
 */
export async function bookGift(tx: Sql, gift: BookGift): Promise<{ giftId: string; created: boolean }> {
  const amountFen = gift.shares.reduce((sum, s) => sum + s.amountFen, 0n)
  const [known] = await tx.query('SELECT 1 FROM giving_gift WHERE id = $1::uuid', [gift.id])
  if (known) return { giftId: gift.id, created: false }
  const salt = randomBytes(16)
  const commitment = donorCommitment(salt, gift.donorName)
  const { campaign } = gift
  const posted = await postEntry(tx, {
    source: 'gift',
    key: gift.id,
    kind: 'gift',
    occurredOn: gift.occurredOn,
    channel: gift.channel,
    donorCommitment: commitment,
    lines: gift.shares.flatMap(({ fund, amountFen: fen }) => [
      { account: moneyAccount[gift.channel], fund, campaign, amountFen: fen },
      { account: 'donations', fund, campaign, amountFen: -fen },
    ]),
  })
  if (!posted.ok) throw new Error(`a gift could not be booked: ${posted.reason}`)
  await tx.query(keep, [
    gift.id,
    campaign,
    amountFen,
    gift.locale,
    gift.donorName,
    gift.nameConsent,
    gift.contactEmail,
    salt,
    commitment,
    checkCode(),
    gift.via,
    gift.channel,
    posted.entryId,
    gift.occurredOn,
    gift.shares.map((s) => s.fund),
    gift.shares.map((s) => s.amountFen),
  ])
  return { giftId: gift.id, created: true }
}
