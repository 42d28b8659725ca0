import { describe, expect, test } from 'vitest'
import type { CheckInput, Finding, OtherText } from '~/disclosures/checks/check'
import { runChecks } from '~/disclosures/checks/run-checks'
import type { Composed } from '~/disclosures/statement/composed'
import { type Figure, inBoth } from '~/disclosures/statement/figure'
import { fillFields, piecesOf } from '~/disclosures/statement/live-fields'
import { isIdentityNumber } from '~/platform/personal-in'

const money = (key: string, fen: bigint): Figure => ({
  ...{ key, label: inBoth(key, key), amountFen: String(fen), records: '/x' },
})
const count = (key: string, n: number): Figure => ({ key, label: inBoth(key, key), count: n, records: '/x' })

const composed = (change: Partial<Composed> = {}, project: Partial<Composed['project']> = {}): Composed => ({
  project: {
    ...{ key: 'assistance', kind: 'assistance', state: 'ongoing', begins: '2022-09-01', ends: '2024-11-30' },
    ...{ name: inBoth('慈善救助项目', 'Assistance'), served: inBoth('x', 'x'), field: inBoth('x', 'x') },
    ...{
      area: inBoth('x', 'x'),
      intro: inBoth('介绍', 'About'),
      partners: [inBoth('甲', 'A')],
      amendments: [],
    },
    ...project,
  },
  ...{ period: '2024-Q1', from: '2024-01-01', to: '2024-03-31' },
  figures: [count('indicator.classes.count', 55)],
  ...{ milestones: [], contracts: [], procurements: [], calls: [], outputs: [], plans: [] },
  ledger: { paidFen: '0', assistanceFen: '0' },
  ...change,
})
const input = (
  change: Partial<Omit<CheckInput, 'texts'>> & { texts?: Partial<CheckInput['texts']> } = {},
): CheckInput => ({
  ...{ composed: composed(), others: [], publishedName: null, acknowledged: [] },
  explanation: { explanationZh: '', explanationEn: '' },
  ...change,
  texts: { doneZh: '开了课。', doneEn: 'Done.', cameZh: '学会了。', cameEn: 'Learned.', ...change.texts },
})
const codes = (findings: readonly Finding[]) => findings.map(({ code, level, at }) => [code, level, at])
const other = (change: Partial<OtherText>): OtherText => ({
  ...{ project: 'walk', period: '2024-Q1', nameZh: '健康行', doneZh: '', doneEn: '', cameZh: '', cameEn: '' },
  ...change,
})

test('a statement with nothing wrong is told nothing', () => {
  expect(runChecks(input())).toEqual([])
})

test('money of records must be the money of sealed lines', () => {
  const figures = [money('paid.amountFen', 20_913_172n)]
  const ledger = { paidFen: '20913171', assistanceFen: '0' }
  expect(codes(runChecks(input({ composed: composed({ figures, ledger }) })))).toEqual([
    ['ledger-differs', 'stop', null],
  ])
  // Money in the ledger that no record holds is missed as well.
  expect(codes(runChecks(input({ composed: composed({ ledger }) })))).toEqual([
    ['ledger-differs', 'stop', null],
  ])
})

test('categories and months that do not make their whole stop it', () => {
  const figures = [
    count('assistance.cases', 3),
    count('assistance.byCategory.medical.cases', 2),
    money('assistance.amountFen', 300n),
    money('assistance.byCategory.medical.amountFen', 200n),
    money('assistance.byCategory.living.amountFen', 100n),
    count('assistance.byMonth.2024-03.cases', 3),
    money('assistance.byMonth.2024-03.amountFen', 299n),
  ]
  const ledger = { paidFen: '0', assistanceFen: '300' }
  const found = runChecks(input({ composed: composed({ figures, ledger }) }))
  expect(found.map(({ code, detail }) => [code, detail.figure, detail.sum])).toEqual([
    ['category-sum-differs', 'assistance.cases', '2'],
    ['category-sum-differs', 'assistance.amountFen', '299'],
  ])
})

describe('texts', () => {
  test('a sentence of another project stops it, one of its own is told; marks and width do not hide it', () => {
    const said = '组委会统筹协调各方资源，发动单位组队报名，让更多市民走进森林公园参加健康行活动。'
    const others = [other({ cameZh: said.replaceAll('，', ', ') })]
    expect(codes(runChecks(input({ texts: { cameZh: `先说一句。${said}` }, others })))).toEqual([
      ['text-of-another', 'stop', 'cameZh'],
    ])
    const own = [other({ project: 'assistance', period: '2023-Q4', cameZh: said })]
    expect(codes(runChecks(input({ texts: { cameZh: said }, others: own })))).toEqual([
      ['text-repeated', 'look', 'cameZh'],
    ])
    expect(
      runChecks(input({ texts: { cameZh: '谢谢大家。' }, others: [other({ cameZh: '谢谢大家。' })] })),
    ).toEqual([])
  })

  test('spans, quarters and days against the register and the quarter', () => {
    const told = (doneZh: string) => codes(runChecks(input({ texts: { doneZh } })))
    expect(told('项目服务期为2022年10月至2023年9月。')).toEqual([['period-differs', 'stop', 'doneZh']])
    expect(told('项目服务期为2022年9月至2024年11月。')).toEqual([])
    expect(told('２０２３年第四季度，我们做了很多。')).toEqual([['period-differs', 'stop', 'doneZh']])
    expect(told('比2023年第四季度多，2024年第一季度做得更细。')).toEqual([])
    expect(told('2024年5月6日举办了沙龙。')).toEqual([['day-outside', 'look', 'doneZh']])
  })

  test('numbers that people typed need a record, or a reason', () => {
    const told = (texts: Partial<CheckInput['texts']>, acknowledged: CheckInput['acknowledged'] = []) =>
      runChecks(input({ texts, acknowledged })).map(({ code, detail }) => [code, detail.said])
    expect(told({ doneZh: '开课５５场、服务1,032人次。' })).toEqual([['number-unsupported', '1,032人次']])
    expect(told({ doneZh: '服务1,032人次。' }, [{ number: '1,032人次', reason: '来源' }])).toEqual([])
    expect(told({ doneZh: '拨付154.37万元。' })).toEqual([['number-unsupported', '154.37万元']])
    expect(told({ doneZh: '开课{figure:indicator.classes.count}节。' })).toEqual([])
    expect(told({ doneEn: 'We held 55 classes for 140 children in 2024, on 6 January.' })).toEqual([
      ['number-unsupported', '140'],
    ])
    expect(told({ doneEn: 'We paid ¥1,234.50.' })).toEqual([['number-unsupported', '¥1,234.50']])
    expect(told({ doneZh: '满意度95%，开课55节，走访3所学校。' })).toEqual([
      ['number-unsupported', '95%'],
      ['number-unsupported', '3所'],
    ])
    expect(told({ doneEn: 'We held 3 salons and 55 classes; 97.5% came again.' })).toEqual([
      ['number-unsupported', '3'],
      ['number-unsupported', '97.5%'],
    ])
    // What the project is called may hold a number: the whole of it, no part.
    const intro = inBoth('这里住着2140人。', 'A village of 26,000 people.')
    const ofVillage = (texts: Partial<CheckInput['texts']>) =>
      runChecks(input({ texts, composed: composed({}, { intro }) })).map(({ detail }) => detail.said)
    expect(ofVillage({ doneZh: '走访了2140人的村子。', doneEn: 'In a village of 26,000 people.' })).toEqual(
      [],
    )
    expect(ofVillage({ doneZh: '走访了140人。', doneEn: 'We saw 26 families.' })).toEqual(['140人', '26'])
  })

  test.each<[keyof CheckInput['texts'], string]>([
    [
      'doneZh',
      '2024年第一季度，3月12日9:30在卫民东街1号，依第1077条，第10届，电话020-84640000，粤民函〔2024〕15号。',
    ],
    [
      'doneEn',
      'On January 16, 2024 and from 6 to 8 March at 9:30, in 2019–2024, under Order 81 and Article 1077.',
    ],
    [
      'doneEn',
      'The 10th walk, Phase 2, Q1, version 2.0; call +86 20 8464 0000 or 020-84640000; No. 15; 2024-03-12.',
    ],
  ])('days, ordinals, telephones and numbers of papers are no figures: %s', (at, text) => {
    expect(runChecks(input({ texts: { [at]: text } }))).toEqual([])
  })

  test('personal data is found by its check digit and never repeated in full', () => {
    const told = (cameZh: string) =>
      runChecks(input({ texts: { cameZh } })).map(({ code, detail }) => [code, detail.kind, detail.said])
    expect(told('张某11010519491231002X来信')).toEqual([['personal-data', 'identity', '110…2X']])
    expect(told('请打138 1234 5678')).toEqual([['personal-data', 'mobile', '138…78']])
    expect(told('订单4111111111111111')).toEqual([['personal-data', 'card', '411…11']])
    expect(isIdentityNumber('110105194912310021')).toBe(false)
    expect(told('统计编号110105194912310021')).toEqual([])
    // However it is written: with the country's number, grouped, wide, with what a word processor hides in it.
    expect(told('请打+8613812345678')).toEqual([['personal-data', 'mobile', '861…78']])
    expect(told('请打0086-138‑1234‑5678')).toEqual([['personal-data', 'mobile', '008…78']])
    expect(told('身份证110105 19491231 002Ｘ')).toEqual([['personal-data', 'identity', '110…2X']])
    expect(told('电话138​1234​5678')).toEqual([['personal-data', 'mobile', '138…78']])
  })

  test('personal data is found in everything that people wrote of a notice, not in its texts alone', () => {
    const explanation = {
      explanationZh: '家属13812345678来电更正。',
      explanationEn: 'See 11010519491231002X.',
    }
    const intro = inBoth('介绍', 'Call 138 1234 5678.')
    expect(codes(runChecks(input({ explanation, composed: composed({}, { intro }) })))).toEqual([
      ['personal-data', 'stop', 'explanationZh'],
      ['personal-data', 'stop', 'explanationEn'],
      ['personal-data', 'stop', 'intro'],
    ])
  })

  test('missing parts: what was done and what came of it stop it, the rest is asked for', () => {
    const bare = composed({}, { partners: [], intro: inBoth('', '') })
    expect(codes(runChecks(input({ composed: bare, texts: { doneZh: '', cameEn: ' ' } })))).toEqual([
      ['part-missing', 'stop', 'doneZh'],
      ['part-missing', 'look', 'cameEn'],
      ['part-missing', 'look', null],
      ['part-missing', 'look', null],
    ])
  })

  test('a name that is not the register’s any more', () => {
    const publishedName = '善暖番禺项目'
    expect(codes(runChecks(input({ publishedName })))).toEqual([['name-differs', 'stop', null]])
    const amended = {
      what: 'name',
      before: 'x',
      after: 'y',
      reason: inBoth('统一', 'One name'),
      on: '2024-02-01',
    }
    const explained = composed({}, { amendments: [amended] })
    expect(codes(runChecks(input({ composed: explained, publishedName })))).toEqual([
      ['name-differs', 'look', null],
    ])
    const texts = { doneZh: '善暖番禺项目开了课。' }
    expect(codes(runChecks(input({ composed: explained, publishedName, texts })))).toEqual([
      ['name-differs', 'stop', 'doneZh'],
      ['name-differs', 'look', null],
    ])
  })
})

describe('live fields', () => {
  const figures = [count('n', 1032), money('fen', 730_900_000n), money('odd', 20_913_172n)]
  test('are filled exactly, in 万元 only where nothing is left over', () => {
    expect(fillFields('共{figure:n}人次，{figure:fen|wan}，即{figure:fen}', figures, 'zh-CN')).toEqual({
      text: '共1,032人次，730.90万元，即¥7,309,000.00',
      faults: [],
    })
    expect(fillFields('{figure:odd|wan}', figures, 'zh-CN')).toEqual({
      text: '{figure:odd|wan}',
      faults: [{ what: 'not-exact', said: '{figure:odd|wan}' }],
    })
  })
  test.each([
    ['{figure:none}', 'unknown-key'],
    ['{figure:n|wan}', 'no-money'],
    ['{figure:fen|yi}', 'not-a-field'],
    ['{figure n}', 'not-a-field'],
    ['{Figure:n', 'not-a-field'],
  ])('%s is refused as %s', (said, what) => {
    expect(fillFields(said, figures, 'zh-CN').faults).toEqual([{ what, said }])
  })
  test('keep their place as links', () => {
    expect(piecesOf('共{figure:n}。', figures, 'en').pieces).toEqual([
      { text: '共' },
      { text: '1,032', figure: figures[0] },
      { text: '。' },
    ])
  })
})
