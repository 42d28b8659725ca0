import { randomUUID } from 'node:crypto'
import { createSeries } from '~/campaigns/create-series.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { theSoftware } from '~/identity/actor'
import { makePass } from '~/identity/make-pass.server'
import { openFund } from '~/ledger/open-fund.server'
import { setUpStalls } from '~/market/set-up-stalls.server'
import { shanghaiDay } from '~/platform/dates'
import { openDatabase } from '~/platform/db.server'
import { migrate } from '~/platform/migrate.server'
import { openPeople } from '../../identity/two-people'

// Run by market-site.ts in a process of its own: a database in DATA_DIR with an open campaign, a stall, a volunteer's pass for it
// and people at the desk; prints their links and cookies as JSON.

const dayMs = 86_400_000
const day = (from: number) => shanghaiDay(new Date(Date.now() + from * dayMs))
const db = await openDatabase({ url: undefined, dataDir: process.env.DATA_DIR! })
await migrate(db)
await openFund(db, {
  slug: 'elders',
  kind: 'community',
  nameZh: '长者关爱基金',
  nameEn: 'Elders Fund',
  purposeZh: '关爱长者',
  purposeEn: 'For elders',
  restricted: true,
  position: 0,
})
const about = { zh: '每年一次', en: 'Once a year' }
await createSeries(db, theSoftware, {
  slug: 'health-walk',
  name: { zh: '健康行', en: 'Health walk' },
  about,
})
await draftCampaign(db, theSoftware, {
  slug: 'walk-12',
  series: 'health-walk',
  edition: 12,
  name: { zh: '第十二届慈善健康行', en: '12th Charity Health Walk' },
  summary: { zh: '一起走，一起捐。', en: 'Walk and give.' },
  story: { zh: '为长者而走。', en: 'For elders.' },
  place: { zh: '大夫山森林公园', en: 'Dafushan Forest Park' },
  startsOn: day(-10),
  endsOn: day(40),
  cover: '/covers/health-walk-11.svg',
  coverAlt: { zh: '木棉花', en: 'Kapok flowers' },
  filingNumber: 'TEST-0001',
  designatedPlatform: '测试平台',
  donorMayChoose: false,
  routes: [{ fund: 'elders', basisPoints: 10_000, onOffer: true }],
})
await db.transaction((tx) => openCampaign(tx, theSoftware, 'walk-12'))
const goods = [
  { key: 'g1', nameZh: '香包', nameEn: 'Sachet', priceFen: 1_500n },
  { key: 'g2', nameZh: '手绣书签', nameEn: 'Bookmark', priceFen: 800n },
]
const stall = {
  key: 's3',
  number: 3,
  nameZh: '绣品摊',
  nameEn: 'Embroidery',
  organisation: '南村妇联',
  fund: 'elders',
  goods,
}
const laid = await setUpStalls(db, theSoftware, { campaign: 'walk-12', stalls: [stall] })
if (!laid.ok) throw new Error(laid.reason)
const made = await db.transaction((tx) =>
  makePass(tx, theSoftware, {
    id: randomUUID(),
    role: 'stall-volunteer',
    campaign: 'walk-12',
    place: '绣品摊',
    placeKey: 'stall:s3',
    label: '陈阿姨',
    validOn: day(0),
    hours: '',
    contact: '',
  }),
)
if (!made.ok) throw new Error(made.reason)
const { PUBLIC_URL, SESSION_SECRET } = process.env as Record<string, string>
const people = openPeople(db, { PUBLIC_URL: PUBLIC_URL!, SESSION_SECRET: SESSION_SECRET! })
const [treasurer, organiser] = [await people.someone('treasurer'), await people.someone('organiser')]
await db.close()
process.stdout.write(
  JSON.stringify({ pass: `/pass/${made.secret}`, treasurer: treasurer.cookie, organiser: organiser.cookie }),
)
