import { postEntry } from '~/ledger/post-entry.server'
import type { Day } from '~/platform/dates'
import type { Sql } from '~/platform/db.server'
import type { Sponsor } from '../sponsor'

/**
 * Posts what a sponsor gives in goods, in `tx`: came, and used up at what they carry, in the accounts in kind that no total of money counts.
 * Nothing of it lies in the house: what does is entered as goods (`open-goods`). Answers the entry; null where it gives none.
 */
export async function bookSponsorGoods(
  tx: Sql,
  { id, campaign, fund, goodsFen }: Pick<Sponsor, 'id' | 'campaign' | 'fund' | 'goodsFen'>,
  occurredOn: Day,
): Promise<bigint | null> {
  if (goodsFen === 0n) return null
  const posted = await postEntry(tx, {
    ...{ source: 'sponsor-goods', key: id, kind: 'goods', occurredOn, channel: 'goods' },
    lines: [
      { account: 'in-kind-given', fund, campaign, amountFen: goodsFen },
      { account: 'in-kind-gifts', fund, campaign, amountFen: -goodsFen },
    ],
  })
  if (!posted.ok) throw new Error(`a sponsor's goods could not be booked: ${posted.reason}`)
  return posted.entryId
}
