import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkBundle } from '~/disclosures/bundle/check-bundle'
import { readFigures } from '~/disclosures/bundle/read-figures'
import { readPeriod } from '~/disclosures/bundle/read-period'
import { splitBundle } from '~/disclosures/bundle/split-bundle'
import { form } from './bundle'

const findings = (text: string) =>
  checkBundle(splitBundle(text)).map(({ what, statement }) => `${statement} ${what}`)
const only = (text: string) => {
  const found = checkBundle(splitBundle(text))
  expect(found).toHaveLength(1)
  return { ...found[0]!, said: text.slice(found[0]!.from, found[0]!.to) }
}

describe('a bundle is taken apart', () => {
  test('one statement for each project, headings with and without a blank line above, of one line and of three', () => {
    const text = [
      form(),
      form({
        heading: ['“灯塔计划”2.0', '——社区讲堂项目', '2024年第一季度项目开展情况报告'],
        name: '“灯塔计划”2.0—社区讲堂项目',
      }),
      '\n\n[bookmark: _Toc1]河涌清洁活动2024年第一季度使用情况公示\n'.concat(
        form({ heading: [], name: '河涌清洁活动' }),
      ),
    ].join('\n')
    const statements = splitBundle(text)
    expect(statements.map(({ titleName, quarter }) => [titleName, quarter])).toEqual([
      ['木棉陪读项目', '2024-Q1'],
      ['“灯塔计划”2.0——社区讲堂项目', '2024-Q1'],
      ['河涌清洁活动', '2024-Q1'],
    ])
    for (const one of statements) {
      expect(Object.keys(one.facts)).toHaveLength(8)
      expect(one.facts.about!.text).toBe('周末在文化站陪孩子读书。\n每次两小时。')
      for (const said of [one.title, ...Object.values(one.facts), ...Object.values(one.sections)])
        expect(text.slice(said.from, said.to)).toBe(said.text)
    }
    expect(findings(text)).toEqual([])
  })

  test('a text that is no bundle is none, and nothing throws whatever it is', () => {
    expect(splitBundle('')).toEqual([])
    expect(splitBundle('一封信。\n二、项目实施情况')).toEqual([])
    const piece = fc.constantFrom(
      '一、项目信息',
      '（一）项目名称：',
      '（五）项目周期：2023年至',
      '\n',
      '。',
      '公示',
      '其中：',
      '1.5万元',
      '３',
      '服务期',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const text = pieces.join('')
        const statements = splitBundle(text)
        checkBundle(statements)
        for (const one of statements)
          for (const said of [one.title, ...Object.values(one.facts), ...Object.values(one.sections)])
            expect(text.slice(said.from, said.to)).toBe(said.text)
        for (const said of readFigures(text)) expect(text.slice(said.from, said.to)).toBe(said.text)
      }),
    )
  })

  test('five megabytes are read whole', () => {
    const one = form({
      heading: ['项目', '2024年第一季度开展情况公示'],
      name: '项目',
      results: '好。'.repeat(4_100),
    })
    const text = Array.from({ length: 600 }, () => one).join('\n\n')
    expect(text.length).toBeGreaterThan(5_000_000)
    const statements = splitBundle(text)
    expect(statements).toHaveLength(600)
    expect(checkBundle(statements).every(({ what }) => what === 'text-of-another')).toBe(true)
    const small = '一、项目信息\n（一）项目名称：甲\n'.repeat(100_000)
    expect(splitBundle(small)).toHaveLength(100_000)
  })

  // Each of these took minutes while a blank, a digit or a word could be tried from each of its places.
  test.each([
    ['blanks', ' '],
    ['digits', '1'],
    ['open brackets', '（'],
    ['marks of a word processor', '[bookmark:'],
    ['parts of nothing', '1元其中'],
    ['spans', '服务期2023年1月至'],
    ['about nothing', '约 '],
  ])('a megabyte of %s is read in one pass', (_, piece) => {
    const much = piece.repeat(Math.ceil(1_000_000 / piece.length))
    const text = form({ period: `2023年9月${much}`, doing: much })
    const [one, ...more] = splitBundle(text)
    expect(more).toEqual([])
    expect(one!.facts.name!.text).toBe('木棉陪读项目')
    expect(checkBundle([one!]).every(({ statement }) => statement === 0)).toBe(true)
    for (const said of readFigures(text).slice(0, 3)) expect(text.slice(said.from, said.to)).toBe(said.text)
  })
})

test.each([
  ['1,543,705元', 154_370_500n, '元', null],
  ['20931.72元', 2_093_172n, '元', null],
  ['１，０００．５ 元', 100_050n, '元', null],
  ['730.90万元', 730_900_000n, '元', 'rounded'],
  ['1.5亿元', 15_000_000_000n, '元', 'rounded'],
  ['2万6千元', 2_600_000n, '元', 'rounded'],
  ['３ 千 人次', 3_000n, '人次', 'rounded'],
  ['0.125元', 0n, '元', 'broken'],
  ['近1000人', 1_000n, '人', 'about'],
  ['30余万人次', 300_000n, '人次', 'about'],
  ['144份', 144n, '份', null],
])('the figure %s', (text, value, unit, doubt) => {
  const [figure, ...more] = readFigures(`共${text}，`, 10)
  expect(more).toEqual([])
  expect(figure).toMatchObject({ text, value, unit, doubt, from: 11, to: 11 + text.length })
})

test('days, years and places are no figures', () => {
  expect(readFigures('2024年3月12日，在7号楼，277个村居，第3个月，历时3个月')).toEqual([])
})

/** Each unit once, in a sentence as people write it; the words of the issue and of the reference bundle first. */
const counted = [
  '服务1032人次、开课55场、探访6次、惠及175户、通过144份、捐物12件、发放30套、改造2间、支持3所、培育17名、开展3个、中标2家',
  '完成4项、上课55节、学习36课时、服务120小时、全程5公里、修路30901平方米、支出1,543,705元、完成95%、帮助274人、救助368宗、送米980包',
  '调研1000对、来了8位、分成3组、组建2队、成立5支、办了6班、举办4场次、开办2期、讲了9堂、培训16学时、轮换2轮、救助7例、到账15笔',
  '发放2批、分3批次、撰写6篇、建议8条、送出10箱、20袋、30盒、40瓶、50桶、60双、70床、80张、90本、11册、12台、13辆、14把、15块',
  '16幅、17部、18棵、19株、20处、21座、22栋、23幢、30分钟、3千米、400米、5平方公里、60立方米、7亩、8吨、9公斤、10千克、11斤、12升、提高2个百分点、用了3个小时',
].flatMap((line) => line.split('、'))
test.each(counted)('%s is a figure with its unit', (said) => {
  const [, digits, unit] = /([\d,]+)(\D+)$/.exec(said)!
  const figures = readFigures(`本季度${said}。`)
  const fen = unit === '元' ? 100n : 1n
  expect(figures.map((one) => [one.text, one.value, one.unit, one.doubt])).toEqual([
    [digits! + unit!, BigInt(digits!.replaceAll(',', '')) * fen, unit, null],
  ])
})

test.each([
  ['１０２．７４万元', 102_740_000n, '元'],
  ['９５％', 95n, '%'],
  ['3.5万平方米', 35_000n, '平方米'],
])('%s in full width, with a part or in 万 as well', (said, value, unit) =>
  expect(readFigures(`共${said}。`)).toMatchObject([{ text: said, value, unit }]),
)

test.each([
  '自2019年至今，于2024年1月6日9:30开始，1月15日结束，2021-2023年',
  '第10届，第3期，第 12 场，第1077条，第１项，第1,234次',
  '电话：020-84640000，手机13800000000，热线12345人工服务，拨打（020）8464 0000、',
  '粤民函〔2024〕15号，统一社会信用代码：52440113000000001X，编号：2024-0013，邮编511400',
  '卫民东街1号，7号楼302室，12岁，5A级，2.0版，1对1辅导，1次性补助，2024元旦，24节气，分为3部分',
  '历时3个月，第2个季度，10个工作日内，3个半月，277个村居',
])('no figures are in: %s', (text) => expect(readFigures(text)).toEqual([]))

test.each([
  ['2019年至今', '2019', null],
  ['2024年—至今', '2024', null],
  ['２０２３年１０月至今', '2023-10', null],
  ['2022年9月1日至2023年8月31日', '2022-09', '2023-08'],
  ['2022.9-2023.8', '2022-09', '2023-08'],
  ['2022-09-01 至 2023-08-31', '2022-09', '2023-08'],
  ['2022/9/1—2023/8/31', '2022-09', '2023-08'],
  ['2022年10月-2024年11月', '2022-10', '2024-11'],
])('the span %s', (text, first, last) => {
  expect(readPeriod(`为${text}。`)).toMatchObject({ first, last })
})

describe('what a careful reader would stop at', () => {
  test('results that stand under another project are told of there, and not where they belong', () => {
    const results =
      '木棉陪读项目让孩子们在周末有了一个安静的去处，家长也学会了怎样陪着读，站里的志愿者从八人变成了二十人。'
    const text = [
      form({ results }),
      form({ heading: ['屋顶修缮项目', '2024年第一季度开展情况公示'], name: '屋顶修缮项目', results }),
    ].join('\n\n')
    expect(only(text)).toMatchObject({
      what: 'text-of-another',
      statement: 1,
      detail: ['木棉陪读项目'],
      said: results,
    })
  })
  test('a name that its heading does not have', () => {
    expect(only(form({ name: '木棉伴读项' }))).toMatchObject({ what: 'name-differs', said: '木棉伴读项' })
    expect(findings(form({ heading: ['“木棉·陪读”项目', '2024年第一季度开展情况公示'] }))).toEqual([])
  })
  test('a period that the text contradicts', () => {
    const doing = '经协商，服务期调整为2023年9月-2024年11月。'
    expect(only(form({ doing }))).toMatchObject({
      what: 'period-differs',
      said: '服务期调整为2023年9月-2024年11月',
    })
    expect(findings(form({ doing: '服务期为2023.9-2024.8。' }))).toEqual([])
  })
  test('a state that the period contradicts', () => {
    expect(only(form({ period: '2022年9月至2023年8月' }))).toMatchObject({
      what: 'state-contradicts',
      said: '有序开展中',
    })
    expect(only(form({ state: '已结束' }))).toMatchObject({ what: 'state-contradicts', said: '已结束' })
    expect(findings(form({ state: '结项阶段', period: '2022年9月至2023年8月' }))).toEqual([])
  })
  test('parts that do not make their whole', () => {
    const doing = (total: string) => `共划拨30宗，${total}，其中：助学18宗，1.2万元；医疗12宗，3,000.50元。`
    expect(findings(form({ doing: doing('15000.50元') }))).toEqual([])
    expect(
      findings(form({ doing: '共30宗，15000.51元，其中：助学18宗，12000元；医疗12宗，3000.50元。' })),
    ).toEqual(['0 sum-differs'])
    // 元 and 万元 in one sentence: what the rounding left out may make up the difference, and not more.
    const mixed = (part: string) =>
      findings(form({ doing: `共支出730.90万元，其中：甲5,000,000元；乙${part}。` }))
    expect(mixed('230.9万元')).toEqual([])
    expect(mixed('2,309,040.50元')).toEqual([])
    expect(mixed('2,409,000元')).toEqual(['0 sum-differs'])
    // The unit of the whole is not what was said last before the parts.
    const far = '共31宗，占全年的20%，其中：助学18宗；医疗12宗。'
    expect(findings(form({ doing: far }))).toEqual(['0 sum-differs'])
    expect(only(form({ doing: '共31宗，其中：助学18宗；医疗12宗。' }))).toMatchObject({
      what: 'sum-differs',
      detail: ['31', '30', '宗'],
    })
    expect(
      findings(form({ doing: '项目金额158200元（其中139300元出自前一届，18900元出自这一届）。' })),
    ).toEqual([])
    expect(
      findings(form({ doing: '项目金额158200元（其中139300元出自前一届，18800元出自这一届）。' })),
    ).toEqual(['0 sum-differs'])
  })
  test('what is empty, and what is not there', () => {
    expect(only(form({ partners: '' }))).toMatchObject({ what: 'fact-empty', detail: ['partners'] })
    expect(only(form({ partners: null }))).toMatchObject({ what: 'fact-missing', detail: ['partners'] })
    expect(only(form({ results: null }))).toMatchObject({ what: 'section-missing', detail: ['results'] })
    expect(only(form({ heading: ['木棉陪读项目'] }))).toMatchObject({ what: 'quarter-missing' })
  })
})
