import { readFigures } from '../bundle/read-figures'
import type { Figure } from '../statement/figure'
import { blankFields } from '../statement/live-fields'
import { type Check, type Finding, type Texts, textKeys } from './check'

interface Typed {
  said: string
  money: boolean
  value: bigint | null
}

/** English amounts and counts: not years, days, hours, ordinals, editions, numbers of papers, telephones, or what is joined to a word. */
const months =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)'
const ordered =
  'No\\.?|Nos\\.?|Order|Article|Decree|Document|Notice|Section|Chapter|Part|Phase|Stage|Step|Level|Group|Class|Edition|Version|Grade|Room|Building|Unit|Gate|Page|Table|Annex'
const englishMoney = /(?:¥|CNY\s?|RMB\s?)(\d[\d,]*)(?:\.(\d{1,2}))?/g
const englishCount = new RegExp(
  `(?<![\\w.,:/¥-]|\\b(?:${months}\\.?|${ordered})\\s)(\\d{1,3}(?:,\\d{3})+|\\d+)(?:(?:\\.\\d+)?%|(?![\\w,.:/-]*[\\w-])(?!\\s?(?:to|and|or|[–-])?\\s?(?:\\d{1,2}\\s)?${months}\\b))`,
  'g',
)
const years = /^(19|20)\d\d$/
/** A telephone: at least seven digits in groups, with what joins them. */
const phone = /(?<![\w.,¥])\+?\d{1,4}(?:[ ()-]{1,2}\d{2,4}){1,4}(?!\d)/g

function readEnglish(text: string): Typed[] {
  const money = [...text.matchAll(englishMoney)].map(([said, yuan, cents = '']) => ({
    said,
    money: true,
    value: BigInt(yuan!.replaceAll(',', '') + cents.padEnd(2, '0')),
  }))
  const blank = (said: string) => ' '.repeat(said.length)
  const rest = text
    .replace(englishMoney, blank)
    .replace(phone, (said) => (said.replace(/\D/g, '').length >= 7 ? blank(said) : said))
  const counts = [...rest.matchAll(englishCount)].flatMap(([said, digits]) => {
    if (years.test(said)) return []
    const broken = /\.\d/.test(said)
    return [{ said, money: false, value: broken ? null : BigInt(digits!.replaceAll(',', '')) }]
  })
  return [...money, ...counts]
}

const readChinese = (text: string): Typed[] =>
  readFigures(text).map(({ text: said, kind, value, doubt }) => ({
    said,
    money: kind === 'money',
    value: doubt === null ? value : null,
  }))

/** Numbers that people typed into a text themselves: live fields are not among them. */
export const typedNumbers = (text: string, at: keyof Texts): Typed[] =>
  (at.endsWith('En') ? readEnglish : readChinese)(blankFields(text))

const holds = (figures: readonly Figure[], { money, value }: Typed) =>
  figures.some((figure) =>
    money
      ? figure.amountFen !== undefined && BigInt(figure.amountFen) === value
      : figure.count !== undefined && BigInt(figure.count) === value,
  )

/** Whether a name says a number whole: 140人 does not stand in 2140人, nor 26 in 26,000. */
function says(name: string, said: string): boolean {
  for (let at = name.indexOf(said); at >= 0; at = name.indexOf(said, at + 1)) {
    const after = name.slice(at + said.length)
    if (!/[\d.,]$/.test(name.slice(0, at)) && !/^[.,]?\d/.test(after)) return true
  }
  return false
}

/** Numbers in the text that no record of the quarter holds; each may be let stand by a person who says why. */
export const numbersSupported: Check = ({ composed: { figures, plans, project }, texts, acknowledged }) => {
  // What the project is called may hold a number itself.
  const names = [project.name, project.intro, ...project.partners, ...plans.map((plan) => plan.title)]
  return textKeys.flatMap((at) => {
    const locale = at.endsWith('En') ? 'en' : 'zh-CN'
    return typedNumbers(texts[at], at).flatMap((typed): Finding[] => {
      if (typed.value !== null && holds(figures, typed)) return []
      if (acknowledged.some(({ number }) => number === typed.said)) return []
      if (names.some((name) => says(name[locale], typed.said))) return []
      return [{ code: 'number-unsupported', level: 'stop', at, detail: { said: typed.said } }]
    })
  })
}
