import { createHash } from 'node:crypto'
import { closeCampaign } from '~/campaigns/close-campaign.server'
import { createSeries } from '~/campaigns/create-series.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { moderateMessage } from '~/giving/moderate-message.server'
import { settleCampaign } from '~/giving/settle-campaign.server'
import { theSoftware } from '~/identity/actor'
import type { EntryKind } from '~/ledger/entry'
import { openFund } from '~/ledger/open-fund.server'
import { postEntry } from '~/ledger/post-entry.server'
import { type Day, shanghaiDay } from '~/platform/dates'
import { log } from '~/platform/log.server'
import type { Outcome } from '~/platform/outcome'
import { hasWalk } from '~/walks/has-walk.server'
import type { House } from '~/wiring.server'
import campaignData from './data/campaigns.json'
import fundData from './data/funds.json'
import { loadDemoPeople } from './demo-people.server'
import { type DemoGift, giveInSandbox, type Sandbox } from './give-in-sandbox.server'
import { layDemoWalk } from './lay-demo-walk.server'
import { loadAssistance } from './load-assistance.server'
import { loadDisclosures } from './load-disclosures.server'
import { loadFunds2024 } from './load-funds-2024.server'
import { loadGoods } from './load-goods.server'
import { loadMarket } from './load-market.server'
import { loadMonthly } from './load-monthly.server'
import { loadPlanOfGifts, loadPlans2024, loadPlansAtWork } from './load-plans.server'
import { loadPledges } from './load-pledges.server'
import { loadProjects } from './load-projects.server'
import { loadSponsors } from './load-sponsors.server'
import { loadScans, loadWalkers } from './load-walk.server'

type Kind = Parameters<typeof openFund>[1]['kind']

/**
 * Loads the federation's facts (docs/decisions/0008) and the made-up editions through the verbs that real ones go
 * through; totals come from the posted entries. Running it again changes nothing. With `only` one edition, and nothing else of it.
 */
export async function loadDemoData(house: House, sandbox: Sandbox, only?: string): Promise<void> {
  const { db } = house
  await loadDemoPeople(db)
  for (const fund of fundData) must(await openFund(db, { ...fund, kind: fund.kind as Kind }))
  for (const series of campaignData.series) must(await createSeries(db, theSoftware, series))
  const editions = campaignData.campaigns.filter(({ slug }) => only === undefined || slug === only)
  for (const edition of editions) {
    await loadEdition(house, sandbox, edition)
    // First in, first out: what was held and spent in 2024 stands before what is given now.
    if (edition.slug === tenthWalk && only === undefined) await load2024(house)
  }
  if (only !== undefined) return
  await layDemoWalk(house)
  // Last of all: made from what the others laid down.
  await loadDisclosures(house)
  await loadPlansAtWork(house, 'assistance')
  await loadPlanOfGifts(house)
}

type Edition = (typeof campaignData.campaigns)[number]

/** One campaign with its sums, gifts and pledges. */
async function loadEdition(
  house: House,
  sandbox: Sandbox,
  { then, sums, gifts, ...draft }: Edition,
): Promise<void> {
  const { db } = house
  // Taken up where an interrupted load left off: each step is done once.
  const state = (await findCampaign(db, draft.slug))?.state
  const pledging = draft.slug === reliefDay
  if (state === (then === 'open' ? 'open' : 'settled') && (await isLoaded(house, draft.slug, gifts))) {
    if (draft.slug === tenthWalk && house.config.SHANXING_WALK !== '' && !(await hasWalk(db, tenthWalk)))
      log.warn('This data folder holds the tenth walk without its day: name another DATA_DIR to load it.')
    if (pledging) {
      await loadPledges(house, draft.slug)
      await loadGoods(house, draft.slug, draft.routes[0]!.fund)
    }
    if (draft.slug === nextWalk) await loadMonthly(house, sandbox, draft.slug)
    await loadSponsors(house, draft.slug)
    return
  }
  const withWalk = draft.slug === tenthWalk && house.config.SHANXING_WALK !== ''
  if (!state) {
    const [startsOn, endsOn] = [dayFrom(house, draft.startsOn), dayFrom(house, draft.endsOn)]
    const eventOn = draft.eventOn === undefined ? null : dayFrom(house, draft.eventOn)
    // Its sums are facts; the people of its day are made up, and its pages say so.
    const madeUp = withWalk || draft.madeUp
    must(await draftCampaign(db, theSoftware, { ...draft, startsOn, endsOn, eventOn, madeUp }))
  }
  if (!state || state === 'draft')
    must(await db.transaction((tx) => openCampaign(tx, theSoftware, draft.slug)))
  if (withWalk) await loadTenthWalk(house, draft.routes[0]!.fund)
  for (const sum of (sums ?? []).filter(({ key }) => !withWalk || key !== 'market'))
    await postSum(house, draft.slug, draft.routes[0]!.fund, sum)
  for (const [n, gift] of (gifts ?? []).entries())
    await giveAndModerate(house, sandbox, draft.slug, n, gift as DemoGift)
  if (pledging) {
    await loadPledges(house, draft.slug)
    await loadGoods(house, draft.slug, draft.routes[0]!.fund)
  }
  if (draft.slug === nextWalk) await loadMonthly(house, sandbox, draft.slug)
  await loadSponsors(house, draft.slug)
  if (then === 'settled') {
    if (state !== 'closed') must(await closeCampaign(db, theSoftware, draft.slug))
    must(await db.transaction((tx) => settleCampaign(tx, theSoftware, draft.slug)))
  }
}

/** The projects of the reference quarter, what their funds held, and what was paid. */
async function load2024(house: House): Promise<void> {
  await loadProjects(house)
  await loadFunds2024(house)
  await loadAssistance(house)
  await loadPlans2024(house)
}

const tenthWalk = 'health-walk-10'
const nextWalk = 'health-walk-11'
const reliefDay = 'poverty-relief-day-demo'
const dayOfTenthWalk = '2024-01-06'

/** The day of the tenth walk as records: who walked, every stamp, every receipt; its market's sum is counted instead of written. */
async function loadTenthWalk(house: House, fund: string): Promise<void> {
  const walk = { campaign: tenthWalk, day: dayOfTenthWalk, registeredAt: new Date('2023-12-20T02:00:00Z') }
  await loadWalkers(house, walk)
  await loadScans(house, walk)
  await loadMarket(house, tenthWalk, dayOfTenthWalk, fund)
}

interface Sum {
  key: string
  kind: string
  channel: string
  account: string
  occurredOn: string
  amountFen: string
  memo: string
}

/** A published sum without single gifts behind it: one entry, from the bank to the fund. */
async function postSum(house: House, campaign: string, fund: string, sum: Sum) {
  const amountFen = BigInt(sum.amountFen)
  must(
    await postEntry(house.db, {
      source: 'demo',
      key: `${campaign}:${sum.key}`,
      kind: sum.kind as Exclude<EntryKind, 'reversal'>,
      occurredOn: sum.occurredOn,
      channel: sum.channel,
      memo: sum.memo,
      lines: [
        { account: 'bank', fund, campaign, amountFen },
        { account: sum.account, fund, campaign, amountFen: -amountFen },
      ],
    }),
  )
}

/** The same for the same gift of the data file, so that it is given once however often loading starts. */
function formIdOf(slug: string, n: number): string {
  const hex = createHash('sha256').update(`demo ${slug} ${n}`).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}

async function isLoaded(house: House, slug: string, gifts: unknown[] | undefined): Promise<boolean> {
  const confirmed = await house.db.prisma.gift.count({ where: { campaign: slug, state: 'confirmed' } })
  return confirmed >= (gifts?.length ?? 0)
}

/** A demonstration's message has nobody to moderate it: it was read when the data file was. */
async function giveAndModerate(house: House, sandbox: Sandbox, slug: string, n: number, gift: DemoGift) {
  // A dozen have left an address, so that statements and thanks have somebody to go to.
  const email = gift.name && n < 36 && n % 3 === 0 ? `donor-${n}.${slug}@example.org` : undefined
  const giftId = await giveInSandbox(house, sandbox, slug, { ...gift, email }, formIdOf(slug, n))
  if (giftId && gift.message)
    must(await moderateMessage(house.db, theSoftware, { giftId, decision: 'approved' }))
  if (!giftId) log.warn({ campaign: slug }, 'a demonstration gift was refused')
}

/** A day as it stands, or so many days from today: what is made up stays current. */
function dayFrom(house: House, day: string | number): Day {
  return typeof day === 'string' ? day : shanghaiDay(new Date(house.now().getTime() + day * 86_400_000))
}

function must<T extends object>(outcome: Outcome<T, string>): T {
  if (!outcome.ok) throw new Error(`the demonstration's data was refused: ${outcome.reason}`)
  return outcome
}
