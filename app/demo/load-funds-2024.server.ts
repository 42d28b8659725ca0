import { theSoftware } from '~/identity/actor'
import { findFund } from '~/ledger/find-fund.server'
import { openFund } from '~/ledger/open-fund.server'
import { type ManyEntries, postEntries } from '~/ledger/post-entries.server'
import { saveFundGroup } from '~/ledger/save-fund-group.server'
import { parseYuan } from '~/money/fen'
import type { Outcome } from '~/platform/outcome'
import type { House } from '~/wiring.server'
import data from './data/funds-2024.json'
import { seededRandom } from './seeded-random'

/**
 * The sixteen townships and the 277 community funds of the reference quarter, made up but for their number, with what they held before it;
 * and the opening balances of the pools that were paid from. Running it again changes nothing.
 */
export async function loadFunds2024({ db }: House): Promise<void> {
  // All of them are opened in one transaction: the last one is there with all others.
  if ((await findFund(db, 'community-277')).ok) return
  for (const [n, { key, zh, en }] of data.townships.entries())
    must(await saveFundGroup(db, theSoftware, { key, nameZh: zh, nameEn: en, position: (n + 1) * 10 }))
  const openings: ManyEntries[] = Object.entries(data.pools).map(([fund, yuan]) => opening(fund, fenOf(yuan)))
  let number = 0
  await db.transaction(async (tx) => {
    for (const township of data.townships) {
      for (let no = 1; no <= township.funds; no++) {
        const slug = `community-${String(++number).padStart(3, '0')}`
        const random = seededRandom(number)
        const named = (text: string, name: string) =>
          text.replace('{township}', name).replace('{no}', String(no))
        const facts = {
          founder: named(data.founderZh, township.zh),
          manager: named(data.managerZh, township.zh),
          foundedOn: `20${random.whole(19, 22)}-0${random.whole(3, 9)}-${random.whole(10, 28)}`,
          openingMinFen: 1_000_000n,
          group: township.key,
        }
        const texts = {
          nameZh: named(data.nameZh, township.zh),
          nameEn: named(data.nameEn, township.en),
          purposeZh: named(data.purposeZh, township.zh),
          purposeEn: named(data.purposeEn, township.en),
        }
        const rest = { kind: 'community' as const, restricted: true, position: 1_000 + number }
        must(await openFund(tx, { slug, ...texts, ...facts, ...rest }))
        openings.push(opening(slug, BigInt(random.whole(1_500, 4_000)) * 10_000n))
      }
    }
    await postEntries(tx, openings)
  })
}

/** What a fund held before the quarter, as one summary of gifts. */
const opening = (fund: string, amountFen: bigint): ManyEntries => ({
  source: 'demo',
  key: `opening-2024:${fund}`,
  kind: 'summary',
  occurredOn: data.openedOn,
  channel: 'bank',
  lines: [
    { account: 'bank', fund, amountFen },
    { account: 'donations', fund, amountFen: -amountFen },
  ],
})

function fenOf(yuan: string): bigint {
  const parsed = parseYuan(yuan)
  if (!parsed.ok) throw new Error(`${yuan} is no amount`)
  return parsed.fen
}

function must<T extends object>(outcome: Outcome<T, string>): T {
  if (!outcome.ok) throw new Error(`the demonstration's funds were refused: ${outcome.reason}`)
  return outcome
}
