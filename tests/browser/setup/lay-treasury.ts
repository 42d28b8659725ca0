import { randomUUID } from 'node:crypto'
import { createSeries } from '~/campaigns/create-series.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { enterPledge } from '~/giving/enter-pledge.server'
import { emptyPledge } from '~/giving/pledge-form'
import { setUpPledges } from '~/giving/set-up-pledges.server'
import { theSoftware } from '~/identity/actor'
import { openFund } from '~/ledger/open-fund.server'
import { shanghaiDay } from '~/platform/dates'
import { openDatabase } from '~/platform/db.server'
import { migrate } from '~/platform/migrate.server'
import { openPeople } from '../../identity/two-people'

// Run by treasury-site.ts in a process of its own: a database in DATA_DIR with a campaign over two funds, units that pledged,
// and a treasurer; prints what was pledged and the treasurer's cookie as JSON.

const pledges = 30
const dayMs = 86_400_000
const day = (from: number) => shanghaiDay(new Date(Date.now() + from * dayMs))
const db = await openDatabase({ url: undefined, dataDir: process.env.DATA_DIR! })
await migrate(db)
for (const [position, [slug, nameZh, nameEn]] of [
  ['elders', '长者关爱基金', 'Elders Fund'],
  ['pupils', '助学基金', 'Pupils Fund'],
].entries())
  await openFund(db, {
    slug: slug!,
    kind: 'community',
    nameZh: nameZh!,
    nameEn: nameEn!,
    purposeZh: '专款专用',
    purposeEn: 'For its purpose only',
    restricted: true,
    position,
  })
const about = { zh: '每年一次', en: 'Once a year' }
const name = { zh: '扶贫济困日', en: 'Poverty-relief day' }
await createSeries(db, theSoftware, { slug: 'relief-day', name, about })
await draftCampaign(db, theSoftware, {
  slug: 'relief-17',
  series: 'relief-day',
  edition: 17,
  name,
  summary: { zh: '一起帮一把。', en: 'Lend a hand.' },
  story: { zh: '为长者和学生。', en: 'For elders and pupils.' },
  place: { zh: '番禺', en: 'Panyu' },
  startsOn: day(-10),
  endsOn: day(40),
  cover: '/covers/health-walk-11.svg',
  coverAlt: { zh: '木棉花', en: 'Kapok flowers' },
  filingNumber: 'TEST-0001',
  designatedPlatform: '测试平台',
  donorMayChoose: false,
  routes: [
    { fund: 'elders', basisPoints: 6_667, onOffer: true },
    { fund: 'pupils', basisPoints: 3_333, onOffer: true },
  ],
})
await db.transaction((tx) => openCampaign(tx, theSoftware, 'relief-17'))
const account = { accountName: '慈善会', bankName: '测试银行', accountNumber: '6222020000001234567' }
const set = await setUpPledges(db, theSoftware, {
  campaign: 'relief-17',
  draft: { takesPledges: true, regions: [], funds: [], ...account },
  version: 0,
})
if (!set.ok) throw new Error(set.reason)
const pledged: { reference: string; yuan: string }[] = []
for (let n = 0; n < pledges; n++) {
  const yuan = `${1_000 + n}.${10 + n}`
  const fields = { ...emptyPledge(randomUUID()), unitName: `第 ${n + 1} 小学`, amount: yuan }
  const entered = await enterPledge(db, theSoftware, {
    fields,
    campaign: 'relief-17',
    locale: 'zh-CN',
    today: day(-2),
  })
  if (!entered.ok) throw new Error(entered.reason)
  const [row] = await db.query<{ reference: string }>('SELECT reference FROM giving_pledge WHERE id = $1', [
    entered.id,
  ])
  pledged.push({ reference: row!.reference, yuan })
}
const { PUBLIC_URL, SESSION_SECRET } = process.env as Record<string, string>
const people = openPeople(db, { PUBLIC_URL: PUBLIC_URL!, SESSION_SECRET: SESSION_SECRET! })
const treasurer = await people.someone('treasurer')
await db.close()
process.stdout.write(JSON.stringify({ pledged, treasurer: treasurer.cookie }))
