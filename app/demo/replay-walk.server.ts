import { setTimeout as sleep } from 'node:timers/promises'
import { createSeries } from '~/campaigns/create-series.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { theSoftware } from '~/identity/actor'
import { shanghaiDay } from '~/platform/dates'
import { log } from '~/platform/log.server'
import type { Outcome } from '~/platform/outcome'
import { openWalkPlans } from '~/walks/walk-plans.server'
import type { House } from '~/wiring.server'
import campaignData from './data/campaigns.json'
import { demoCodes } from './demo-codes.server'
import { loadWalkers, planDay, tellDevices } from './load-walk.server'
import { sendScans } from './send-scans.server'

/** One minute of the day passes each second. */
const speed = 60
const fromSecond = 8.5 * 3_600
const tickMs = 1_000
const dayMs = 86_400_000

/**
 * Time machine: the day of the tenth walk at 60 times its speed, as an edition of its own that is being walked just now, so that
 * board and screen can be watched. Phones' times are the present. Begins anew with each start, until stopped.
 */
export function startWalkReplay(house: House): { slug: Promise<string>; stop(): Promise<void> } {
  const ended = new AbortController()
  const made = makeEdition(house)
  const run = async () => {
    const { slug, edition } = await made
    const { db } = house
    const walk = (await openWalkPlans(db).get(slug))!
    const [codes, scans] = [await demoCodes(db, slug), await planDay(house, slug, edition)]
    const began = Date.now()
    const realOf = (second: number) => began + ((second - fromSecond) * 1_000) / speed
    for (let sent = 0; sent < scans.length && !ended.signal.aborted; ) {
      const now = Date.now()
      const due = scans.slice(sent, sent + 100).filter((s) => realOf(s.at + s.sentAfter) <= now)
      sent += due.length
      await sendScans({ db, walk, codes, scans: due, timeOf: ({ at }) => realOf(at), now })
      if (due.length < 100) {
        await tellDevices(house, slug, new Date(now))
        await sleep(tickMs, undefined, { signal: ended.signal }).catch(() => {})
      }
    }
  }
  const running = run().catch((error: Error) =>
    log.warn({ err: error.message }, 'the replay of the walk has ended'),
  )
  return {
    slug: made.then(({ slug }) => slug),
    async stop() {
      ended.abort()
      await running
    },
  }
}

async function makeEdition(house: House): Promise<{ slug: string; edition: number }> {
  const { db } = house
  const series = {
    slug: 'walk-replay',
    name: { zh: '健康行重放（演示）', en: 'Walk replay (demonstration)' },
    about: { zh: '以 60 倍速度重放一天的健康行。', en: 'A day of the walk at 60 times its speed.' },
  }
  must(await createSeries(db, theSoftware, series))
  const [before] = await db.query<{ n: number }>(
    'SELECT coalesce(max(edition), 0)::int AS n FROM campaigns_campaign WHERE series_slug = $1',
    [series.slug],
  )
  const edition = before!.n + 1
  const slug = `${series.slug}-${edition}`
  const {
    then: _,
    sums: __,
    gifts: ___,
    ...tenth
  } = campaignData.campaigns.find((c) => c.slug === 'health-walk-10')!
  const now = house.now()
  const day = (from: number) => shanghaiDay(new Date(now.getTime() + from * dayMs))
  must(
    await draftCampaign(db, theSoftware, {
      ...tenth,
      ...{ slug, series: series.slug, edition, madeUp: true },
      name: { zh: `健康行重放 ${edition}`, en: `Walk replay ${edition}` },
      ...{ startsOn: day(-1), endsOn: day(30), eventOn: day(0) },
    }),
  )
  must(await db.transaction((tx) => openCampaign(tx, theSoftware, slug)))
  const clock = (from: number) => clockOf(new Date(now.getTime() + from * 60_000), day(0))
  await loadWalkers(house, {
    campaign: slug,
    day: day(0),
    registeredAt: now,
    settings: {
      ...{ registerFrom: `${day(-2)}T00:00`, registerUntil: `${day(1)}T00:00` },
      ...{ backBy: clock(9), leastMinutesApart: 0 },
    },
    hours: { opens: '00:00', closes: '23:59' },
  })
  return { slug, edition }
}

/** `09:30` in Shanghai, and no later than the day has. */
const clockOf = (at: Date, day: string): string =>
  shanghaiDay(at) === day ? new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16) : '23:59'

function must<T extends object>(outcome: Outcome<T, string>): T {
  if (!outcome.ok) throw new Error(`the replay was refused: ${outcome.reason}`)
  return outcome
}
