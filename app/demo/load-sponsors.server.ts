import { agreeSponsor } from '~/giving/agree-sponsor.server'
import { draftPot } from '~/giving/draft-pot.server'
import { emptyPot } from '~/giving/match-pot-form'
import { openPot } from '~/giving/open-pot.server'
import { saveSponsor } from '~/giving/save-sponsor.server'
import { setSponsorLevels } from '~/giving/set-sponsor-levels.server'
import { emptySponsor } from '~/giving/sponsor-form'
import { theSoftware } from '~/identity/actor'
import { parseYuan } from '~/money/fen'
import { localMinute, shanghaiDay } from '~/platform/dates'
import type { Outcome } from '~/platform/outcome'
import type { House } from '~/wiring.server'
import data from './data/sponsors.json'
import { namedUuid } from './named-uuid.server'

const dayMs = 86_400_000
interface Pot {
  sponsorZh: string
  sponsorEn: string
  fund: string
  cap: string
  perGift: string
}
interface Sponsored {
  levels: { key: string; nameZh: string; nameEn: string }[]
  fund: string
  /** A day as it stands, or so many days from today. */
  arrivedOn: string | number
  sponsors: (typeof data.campaigns)['health-walk-10']['sponsors']
  pot?: Pot
}
const campaigns: Record<string, Sponsored | undefined> = data.campaigns

/**
 * A campaign's made-up sponsors, agreed to and with their cash, and a pot where one matches gifts, through the verbs that real ones go
 * through. Of the tenth walk their number and worth are facts. Running it again changes nothing.
 */
export async function loadSponsors(house: House, campaign: string): Promise<void> {
  const { db } = house
  const sponsored = campaigns[campaign]
  if (!sponsored) return
  const { levels, fund, sponsors, pot } = sponsored
  if ((await db.prisma.sponsorLevel.count({ where: { campaign } })) === 0)
    must(await setSponsorLevels(db, theSoftware, { campaign, levels }))
  const from = (days: number) => new Date(house.now().getTime() + days * dayMs)
  const arrivedOn =
    typeof sponsored.arrivedOn === 'string' ? sponsored.arrivedOn : shanghaiDay(from(sponsored.arrivedOn))
  for (const [n, one] of sponsors.entries()) {
    const id = namedUuid(`sponsor ${campaign} ${n}`)
    const known = await db.prisma.sponsor.findUnique({ where: { id } })
    if (known && known.arrivedFen === known.cashFen && known.state === 'agreed') continue
    const { zh: nameZh, en: nameEn, named, ...given } = one
    const fields = { ...emptySponsor(id), ...given, nameZh, nameEn, fund, nameConsent: named ? 'yes' : '' }
    must(await saveSponsor(db, theSoftware, { campaign, fields }))
    const agree = (more: object) =>
      db.transaction((tx) => agreeSponsor(tx, theSoftware, { sponsorId: id, ...more }))
    if (known?.state !== 'agreed') must(await agree({ step: 'agree', version: 1 }))
    const cash = parseYuan(one.cash)
    if (cash.ok) must(await agree({ step: 'cash', amountFen: cash.fen.toString(), arrivedOn }))
  }
  if (pot) await loadPot(house, campaign, pot, { opens: from(-1), closes: from(60) })
}

async function loadPot(house: House, campaign: string, pot: Pot, window: { opens: Date; closes: Date }) {
  const { db } = house
  const id = namedUuid(`pot ${campaign}`)
  const known = await db.prisma.matchPot.findUnique({ where: { id } })
  if (known && known.state !== 'draft') return
  const when = { opens: localMinute(window.opens), closes: localMinute(window.closes) }
  const fields = { ...emptyPot(id), ...pot, ...when, consent: 'yes' }
  must(await draftPot(db, theSoftware, { campaign, fields }))
  must(await db.transaction((tx) => openPot(tx, theSoftware, id, house.now())))
}

function must<T extends object>(outcome: Outcome<T, string>): T {
  if (!outcome.ok) throw new Error(`the demonstration's sponsors were refused: ${outcome.reason}`)
  return outcome
}
