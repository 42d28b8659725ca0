import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { createSeries } from '~/campaigns/create-series.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import nextWalk from '~/demo/data/next-walk.json'
import { theSoftware } from '~/identity/actor'
import { openFund } from '~/ledger/open-fund.server'
import { shanghaiDay } from '~/platform/dates'
import { openDatabase } from '~/platform/db.server'
import { migrate } from '~/platform/migrate.server'
import type { Outcome } from '~/platform/outcome'
import { cancelWalkers } from '~/walks/cancel-walkers.server'
import { makePlacePass } from '~/walks/make-place-pass.server'
import { printWalk } from '~/walks/print-walk.server'
import { registerParty } from '~/walks/register-party.server'
import { registerUnit } from '~/walks/register-unit.server'
import { setUpWalk } from '~/walks/set-up-walk.server'
import type { WalkInput } from '~/walks/walk-input'

// Run by walk-site.ts in a process of its own: a database in DATA_DIR with an open campaign whose walk is today, a unit of four, a
// family that cancelled, passes for volunteers, the posters as they are printed; prints what a test needs of it as JSON.

export interface LaidDay {
  /** Addresses of volunteers' passes, by what they are called. */
  passes: Record<'gate-1' | 'gate-2' | 'cp3' | 'finish', string>
  /** The card on the ticket of each walker, by name. */
  cards: Record<string, string>
  /** The PDF of all posters, one page for each place in order. */
  posters: string
}

const campaign = 'walk-12'
const dayMs = 86_400_000
const day = (from: number) => shanghaiDay(new Date(Date.now() + from * dayMs))
const { PUBLIC_URL, SESSION_SECRET, DATA_DIR } = process.env as Record<string, string>
const db = await openDatabase({ url: undefined, dataDir: DATA_DIR! })
await migrate(db)

async function layCampaign() {
  const names = {
    nameZh: '长者关爱基金',
    nameEn: 'Elders Fund',
    purposeZh: '关爱长者',
    purposeEn: 'For elders',
  }
  const fund = { slug: 'elders', kind: 'community' as const, ...names, restricted: true, position: 0 }
  await openFund(db, fund)
  await createSeries(db, theSoftware, {
    slug: 'health-walk',
    name: { zh: '健康行', en: 'Health walk' },
    about: { zh: '每年一次', en: 'Once a year' },
  })
  await draftCampaign(db, theSoftware, {
    slug: campaign,
    series: 'health-walk',
    edition: 12,
    name: { zh: '第十二届慈善健康行', en: '12th Charity Health Walk' },
    summary: { zh: '一起走，一起捐。', en: 'Walk and give.' },
    story: { zh: '为长者而走。', en: 'For elders.' },
    place: { zh: '大夫山森林公园', en: 'Dafushan Forest Park' },
    startsOn: day(-10),
    endsOn: day(40),
    eventOn: day(0),
    cover: '/covers/walk.svg',
    coverAlt: { zh: '木棉花', en: 'Kapok flowers' },
    filingNumber: 'TEST-0001',
    designatedPlatform: '测试平台',
    donorMayChoose: false,
    routes: [{ fund: 'elders', basisPoints: 10_000, onOffer: true }],
  })
  must(await db.transaction((tx) => openCampaign(tx, theSoftware, campaign)))
  const allDay = { opens: '00:00', closes: '23:59' }
  // The whole walk is over within a minute: no stamp of it is too fast.
  const times = { registerFrom: `${day(-9)}T09:00`, registerUntil: `${day(1)}T18:00`, leastMinutesApart: 0 }
  const input = {
    ...nextWalk,
    settings: { ...nextWalk.settings, ...times, backBy: '23:58' },
    places: nextWalk.places.map((place) => ({ ...place, ...allDay })),
  }
  must(await setUpWalk(db, theSoftware, campaign, input as WalkInput))
}

const walker = (name: string) => ({
  ...{
    name,
    level: '10km',
    minor: false,
    guardianName: '',
    emergencyName: '家人',
    emergencyPhone: '13800138000',
  },
  answers: {},
})

async function register(names: string[], unitId: string | null) {
  const contact = { contactName: names[0]!, contactEmail: 'he@example.org', contactPhone: '13900139000' }
  const draft = { ...contact, waiverVersion: 1, card: null, walkers: names.map(walker) }
  const asked = { formId: randomUUID(), campaign, draft, locale: 'zh-CN' as const, unitId, now: new Date() }
  return must(await registerParty(db, { SESSION_SECRET: SESSION_SECRET! }, asked)).secret
}

async function layPeople() {
  const leader = { leaderName: '李带队', leaderEmail: 'li@example.org', leaderPhone: '13800138000' }
  const asked = {
    ...{
      formId: randomUUID(),
      campaign,
      draft: { unitName: '沙湾小学', ...leader },
      locale: 'zh-CN' as const,
    },
    now: new Date(),
  }
  must(await registerUnit(db, { SESSION_SECRET: SESSION_SECRET! }, asked))
  const [unit] = await db.query<{ id: string }>('SELECT id FROM walks_unit WHERE campaign = $1', [campaign])
  for (const name of ['何晓岚', '梁文', '陈静', '黄步云']) await register([name], unit!.id)
  await register(['周一', '周小一'], null)
  const link = await register(['吴取消'], null)
  must(await cancelWalkers(db, { secret: link, walkers: 'all', now: new Date() }))
  const rows = await db.query<{ name: string; card: string }>('SELECT name, card FROM walks_walker')
  return Object.fromEntries(rows.map(({ name, card }) => [name, card]))
}

async function layPass(key: string, place: string, label: string) {
  const made = await db.transaction((tx) =>
    makePlacePass(tx, theSoftware, {
      ...{ id: randomUUID(), role: 'checkpoint-volunteer', campaign, place, placeKey: `place:${key}` },
      ...{ label, validOn: day(0), hours: '', contact: '总台 138 0013 8000' },
    }),
  )
  if (!made.ok) throw new Error(made.reason)
  return `/pass/${made.secret}`
}

function must<T extends object>(outcome: Outcome<T, string>): T {
  if (!outcome.ok) throw new Error(`the day was refused: ${outcome.reason}`)
  return outcome
}

await layCampaign()
const cards = await layPeople()
const passes: LaidDay['passes'] = {
  'gate-1': await layPass('start', '起点 · 北门广场', '一号门'),
  'gate-2': await layPass('start', '起点 · 北门广场', '二号门'),
  cp3: await layPass('cp3', '木棉坡', '木棉坡的志愿者'),
  finish: await layPass('finish', '终点 · 北门广场', '终点服务台'),
}
const order = { what: 'posters', size: 'a4' } as const
const options = { locale: 'zh-CN' as const, publicUrl: PUBLIC_URL! }
const { pdf } = must(await printWalk(db, theSoftware, campaign, order, options))
const posters = path.join(DATA_DIR!, 'posters.pdf')
fs.writeFileSync(posters, pdf)
await db.close()
process.stdout.write(JSON.stringify({ passes, cards, posters } satisfies LaidDay))
