import { createSeries } from '~/campaigns/create-series.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { theSoftware } from '~/identity/actor'
import { openFund } from '~/ledger/open-fund.server'
import { shanghaiDay } from '~/platform/dates'
import { openDatabase } from '~/platform/db.server'
import { migrate } from '~/platform/migrate.server'
import { changeProjectState } from '~/projects/change-project-state.server'
import { createProject } from '~/projects/create-project.server'
import { setPartners } from '~/projects/set-partners.server'
import { openPeople } from '../../identity/two-people'

// Run by chain-site.ts in a process of its own: a database in DATA_DIR with a campaign over two pools, a project, and everybody from
// the donor to whoever publishes; prints their cookies and the donor's address as JSON.

const dayMs = 86_400_000
const day = (from: number) => shanghaiDay(new Date(Date.now() + from * dayMs))
const must = <T extends { ok: boolean }>(outcome: T): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome
}
const typed =
  (form: Record<string, string>) =>
  (name: string): string =>
    form[name] ?? ''
const db = await openDatabase({ url: undefined, dataDir: process.env.DATA_DIR! })
await migrate(db)
for (const [position, year] of ['2022', '2023'].entries())
  must(
    await openFund(db, {
      slug: `pool-${year}`,
      kind: 'campaign_pool',
      nameZh: `为民 ${year} 年资金池`,
      nameEn: `For the People pool ${year}`,
      purposeZh: '社区改造',
      purposeEn: 'Community works',
      restricted: true,
      position,
    }),
  )
const name = { zh: '为民日', en: 'Day for the people' }
const about = { zh: '每年一次', en: 'Once a year' }
await createSeries(db, theSoftware, { slug: 'people-day', name, about })
await draftCampaign(db, theSoftware, {
  slug: 'people-3',
  series: 'people-day',
  edition: 3,
  name,
  summary: { zh: '一起帮一把。', en: 'Lend a hand.' },
  story: { zh: '为社区。', en: 'For communities.' },
  place: { zh: '番禺', en: 'Panyu' },
  startsOn: day(-10),
  endsOn: day(200),
  cover: '/covers/health-walk-11.svg',
  coverAlt: { zh: '木棉花', en: 'Kapok flowers' },
  filingNumber: 'TEST-0001',
  designatedPlatform: '测试平台',
  donorMayChoose: false,
  routes: [
    { fund: 'pool-2022', basisPoints: 6_000, onOffer: true },
    { fund: 'pool-2023', basisPoints: 4_000, onOffer: true },
  ],
})
await db.transaction((tx) => openCampaign(tx, theSoftware, 'people-3'))
const key = 'for-the-people'
const project = {
  ...{ key, kind: 'service', nameZh: '为民项目', nameEn: 'For the people', begins: '2022', ends: '' },
  ...{ servedZh: '社区居民', servedEn: 'Residents', fieldZh: '社区发展', fieldEn: 'Community development' },
  ...{
    areaZh: '番禺区',
    areaEn: 'Panyu',
    introZh: '把大家每天用的地方修好。',
    introEn: 'Places for everybody.',
  },
}
must(await createProject(db, theSoftware, { text: typed(project) }))
const partners = typed({ partners: '村民委员会 | Village committee' })
must(await setPartners(db, theSoftware, { key, text: partners, today: day(0) }))
const begun = typed({ to: 'ongoing', on: day(-30) })
must(await changeProjectState(db, theSoftware, { key, text: begun, today: day(0) }))

const { PUBLIC_URL, SESSION_SECRET } = process.env as Record<string, string>
const people = openPeople(db, { PUBLIC_URL: PUBLIC_URL!, SESSION_SECRET: SESSION_SECRET! })
const manager = await people.someone('fund-manager', 'pool-2022')
await people.give(manager.id, 'fund-manager', 'pool-2023')
const [reviewer, treasurer] = [await people.someone('reviewer'), await people.someone('treasurer')]
const [organiser, donor] = [await people.someone('organiser'), await people.someone()]
const [row] = await db.query<{ email: string }>('SELECT email FROM identity_user WHERE id = $1', [donor.id])
await db.close()
const cookies = Object.fromEntries(
  Object.entries({ manager, reviewer, treasurer, organiser, donor }).map(([who, { cookie }]) => [
    who,
    cookie,
  ]),
)
process.stdout.write(JSON.stringify({ cookies, email: row!.email }))
