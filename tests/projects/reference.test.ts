import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadProjects } from '~/demo/load-projects.server'
import { listProjects } from '~/projects/list-projects.server'
import { formatSpan, stateWords } from '~/projects/project'
import { readProjectFacts } from '~/projects/read-project-facts.server'
import { databases, type TestDatabase } from '../setup/databases'

const quarter = { from: '2024-01-01', to: '2024-03-31' }
let at: TestDatabase
beforeAll(async () => {
  at = await databases[0]!.open()
  const now = () => new Date('2026-11-27T04:00:00Z')
  await loadProjects({ db: at.db, now })
  const tables = ['project', 'amendment', 'milestone', 'contract', 'instalment', 'count', 'application']
  const sizes = async () =>
    Promise.all(tables.map((name) => at.db.query(`SELECT count(*)::int AS n FROM projects_${name}`)))
  const loaded = await sizes()
  await loadProjects({ db: at.db, now })
  expect(await sizes(), 'loaded again it is the same').toEqual(loaded)
})
afterAll(() => at.drop())

const facts = async (key: string) => (await readProjectFacts(at.db, key, quarter))!
/** What was counted in the quarter, and in all. */
const counts = async (key: string) =>
  Object.fromEntries((await facts(key)).indicators.map((i) => [i.key, [Number(i.count), Number(i.total)]]))
const met = async (key: string) => (await facts(key)).milestones.map((m) => [m.titleZh, m.metOn])

test('fourteen projects, with the state and the period that the bundle gives them', async () => {
  const rows = (await listProjects(at.db)).map((p) => [p.key, stateWords[p.state].zh, formatSpan('zh-CN', p)])
  expect(rows).toEqual([
    ['community-funds', '有序开展中', '2019年至今'],
    ['poverty-relief-day', '有序开展中', '2010年至今'],
    ['assistance', '有序开展中', '2001年至今'],
    ['bereaved-families', '有序开展中', '2024年至今'],
    ['rural-volunteers', '结项阶段', '2022年11月1日至2023年10月31日'],
    ['social-worker-growth', '结项阶段', '2022年9月1日至2023年8月31日'],
    ['family-law', '结项阶段', '2022年9月1日至2024年11月30日'],
    ['yangcheng-for-people', '有序开展中', '2020年至今'],
    ['standards', '有序开展中', '2020年至今'],
    ['charity-complex', '有序开展中', '2023年10月至今'],
    ['charity-communities', '有序开展中', '2023年6月1日至2024年9月20日'],
    ['welfare-home', '有序开展中', '2023年9月至今'],
    ['health-walk-10', '已结束', '2023年10月31日至2024年1月15日'],
    ['special-education', '有序开展中', '2023年9月1日至2024年8月31日'],
  ])
  expect((await facts('standards')).partners).toEqual([])
  expect((await facts('health-walk-10')).partners).toHaveLength(4)
})

test('what was counted in the quarter', async () => {
  expect(await counts('bereaved-families')).toMatchObject({
    activities: [3, 3],
    'phone-visits': [140, 140],
    'home-visits': [6, 6],
    'rice-bags': [980, 980],
    'peer-supporters': [17, 17],
    households: [0, 175],
    people: [0, 274],
  })
  expect(await counts('special-education')).toMatchObject({
    classes: [55, 55],
    attendances: [1032, 1032],
    'work-placement': [12, 12],
    'one-to-one': [2, 2],
    'children-resident': [140, 140],
  })
  expect((await facts('family-law')).indicators).toMatchObject([
    { key: 'couples-surveyed', target: 1000n, total: 0n },
    { key: 'other-services-done', count: 100n },
    { key: 'satisfaction-over', count: 95n },
  ])
})

test('one instalment is paid once its milestone is met, another waits for one that is not', async () => {
  expect(await met('rural-volunteers')).toMatchObject([
    ['提交末期总结报告', expect.stringMatching(/^2024-0[1-3]/)],
    ['提交评估整改报告', expect.stringMatching(/^2024-0[1-3]/)],
    ['同意验收', '2024-02-23'],
    ['末期款拨付完毕', '2024-03-08'],
    ['项目结项', '2024-03-15'],
    ['结项资料归档', null],
  ])
  expect((await facts('rural-volunteers')).contracts[0]!.instalments).toMatchObject([
    { paidOn: '2022-11-15' },
    { paidOn: '2024-03-08' },
  ])
  const growth = await facts('social-worker-growth')
  expect(growth.milestones).toMatchObject([
    { titleZh: '末期评估', metOn: '2023-12-29' },
    { metOn: expect.any(String) },
    { titleZh: '提交评估整改报告及末期结项材料', metOn: null },
  ])
  expect(growth.contracts[0]!.instalments[1]).toMatchObject({
    paidOn: null,
    milestone: growth.milestones[2]!.id,
  })
  expect((await facts('assistance')).contracts).toMatchObject([
    { fromOn: '2022-09-01', toOn: '2025-08-31', yearlyFen: 350_000_000n, totalFen: 1_050_000_000n },
  ])
})

test('how suppliers were found, who applied, what others can use, and why a period changed', async () => {
  expect((await facts('charity-complex')).procurements.map((p) => [p.method, p.candidates])).toEqual(
    [
      '广东筑业工程勘察设计有限公司',
      '广东舍卫工程技术咨询有限公司',
      '华联世纪工程咨询股份有限公司',
      '广东粤诚管理咨询有限公司',
    ].map((name) => ['inquiry', [{ name, priceFen: null, winner: true }]]),
  )
  const home = await facts('welfare-home')
  expect(home.procurements.map((p) => [p.method, p.candidates.map((c) => [c.name, c.winner])])).toEqual([
    [
      'three-quotes',
      [
        [null, true],
        [null, false],
        [null, false],
      ],
    ],
    [
      'tender',
      [
        [null, true],
        [null, true],
      ],
    ],
  ])
  expect(home.milestones.filter((m) => m.metOn === '2024-03-31')).toHaveLength(2)
  expect(home.milestones.at(-1)).toMatchObject({ kind: 'acceptance', metOn: null })
  const early = await readProjectFacts(at.db, 'charity-communities', { from: '2024-01-01', to: '2024-03-15' })
  expect(early!.calls).toMatchObject([{ received: 5, places: 32, selected: 0 }])
  expect((await facts('standards')).outputs.map((o) => o.kind).sort()).toEqual([
    'group-standard',
    ...Array.from({ length: 4 }, () => 'trial-standard'),
  ])
  expect((await facts('family-law')).amendments).toMatchObject([
    {
      ...{ what: 'period', before: '2022-10/2023-09', after: '2022-10/2024-11' },
      reasonZh: expect.stringContaining('样本收集难度大'),
    },
    { what: 'period', before: '2022-10/2024-11', after: '2022-09-01/2024-11-30' },
  ])
  expect((await facts('health-walk-10')).project).toMatchObject({
    campaign: 'health-walk-10',
    state: 'finished',
  })
})
