import { describe, expect, test } from 'vitest'
import { createI18n } from '~/platform/create-i18n'
import { locales } from '~/platform/i18n'
import en from '~/platform/locales/en'
import zhCN from '~/platform/locales/zh-CN'
import styleguideEn from '~/ui/styleguide/en.json'
import styleguideZh from '~/ui/styleguide/zh-CN.json'
import { chineseIn, dottedStringsIn, parse, sourceFiles, textsAskedIn } from './source-texts'

type Tree = { [key: string]: string | readonly string[] | Tree }
type Flat = Map<string, string>

/** Every text by its dotted key, the namespace in front. */
function flat(tree: Tree, prefix = ''): Flat {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) => {
      const at = prefix ? `${prefix}.${key}` : key
      return typeof value === 'string' ? [[at, value] as const] : [...flat(value as Tree, at)]
    }),
  )
}
const plural = /_(zero|one|two|few|many|other)$/
const base = (key: string) => key.replace(plural, '')
const variables = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((m) => m[1]!)

/** What a text needs, over all its plural forms. */
function needs(texts: Flat): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>()
  for (const [key, text] of texts) {
    const known = all.get(base(key)) ?? new Set()
    for (const name of variables(text)) known.add(name)
    all.set(base(key), known)
  }
  return all
}

const catalogues = [
  { name: 'the site', zh: flat(zhCN as unknown as Tree), en: flat(en as unknown as Tree) },
  { name: 'the styleguide', zh: flat(styleguideZh as Tree), en: flat(styleguideEn as Tree) },
]

describe.each(catalogues)('the texts of $name', (texts) => {
  test('Chinese and English have the same keys', () => {
    const keys = (of: Flat) => [...new Set([...of.keys()].map(base))].sort()
    expect(keys(texts.en)).toEqual(keys(texts.zh))
  })

  test('Chinese and English say the same variables', () => {
    const [zh, english] = [needs(texts.zh), needs(texts.en)]
    for (const [key, names] of zh)
      expect([key, ...[...names].sort()]).toEqual([key, ...[...english.get(key)!].sort()])
  })

  test('English quotes with straight marks: the Chinese type draws curly ones a character wide', () => {
    expect([...texts.en].filter(([, text]) => /[‘’“”]/.test(text))).toEqual([])
  })

  test('each language has the plural forms that it needs', () => {
    for (const locale of locales) {
      const of = locale === 'en' ? texts.en : texts.zh
      const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
      const counted = new Set([...of.keys()].filter((key) => plural.test(key)).map(base))
      for (const key of counted) {
        for (const form of forms) expect(of.has(`${key}_${form}`), `${locale} ${key}_${form}`).toBe(true)
      }
    }
  })

  test('no text is empty, or has white space around it', () => {
    for (const [key, text] of [...texts.zh, ...texts.en])
      expect([key, text]).toEqual([key, text.trim() || '∅'])
  })
})

/** English texts that carry Chinese on purpose. */
const chineseInEnglish = new Map([
  ['card.other.language', 'a language is named in itself'],
  ['ui.otherLanguage', 'a language is named in itself'],
  ['papers.acknowledgement.titleOther', 'the paper is titled in both languages'],
  ['papers.acknowledgement.notTicket', 'the finance department’s document has no official English name'],
  ['papers.acknowledgement.ticketIs', 'the finance department’s document has no official English name'],
  ['papers.acknowledgement.seal', 'characters of a seal: a picture'],
  ['papers.statement.titleOther', 'the paper is titled in both languages'],
  ['papers.statement.notTicket', 'the finance department’s document has no official English name'],
  ['papers.checkYear.notTicket', 'the finance department’s document has no official English name'],
  ['papers.goodsPaper.titleOther', 'the paper is titled in both languages'],
  ['papers.goodsPaper.notTicket', 'the finance department’s document has no official English name'],
  ['year.tickets.lead', 'the finance department’s document has no official English name'],
  ['pledgePapers.letter.titleOther', 'the paper is titled in both languages'],
  ['pledgePapers.letter.notReceipt', 'the finance department’s document has no official English name'],
  ['pledgePapers.letter.seal', 'characters of a seal: a picture'],
  ['disclosed.notice.seal', 'characters of a seal: a picture'],
  ['giving.check.sealName', 'characters of a seal: a picture'],
  ['market.receipt.sealName', 'characters of a seal: a picture'],
  ['walks.check.sealName', 'characters of a seal: a picture'],
  ['prints.certificate.seal', 'characters of a seal: a picture'],
  ['screen.milestone.tenthSeals', 'characters of seals: pictures'],
  ['screen.milestone.sumSeals', 'characters of seals: pictures'],
])
const englishInChinese = new Map([
  ['card.other.language', 'a language is named in itself'],
  ['disclosed.notice.hash', 'a hash function is called as it is'],
  ['coverage.provider.vimeo', 'a provider is called as it calls itself'],
  ['coverage.provider.youtube', 'a provider is called as it calls itself'],
  ['ui.otherLanguage', 'a language is named in itself'],
  ['papers.acknowledgement.titleOther', 'the paper is titled in both languages'],
  ['papers.goodsPaper.titleOther', 'the paper is titled in both languages'],
  ['papers.statement.titleOther', 'the paper is titled in both languages'],
  ['pledgePapers.letter.titleOther', 'the paper is titled in both languages'],
])
const han = /\p{Script=Han}/u
const site = catalogues[0]!

test('English texts hold no Chinese but where it is meant', () => {
  const found = [...site.en].filter(([, text]) => han.test(text)).map(([key]) => key)
  expect(found.sort()).toEqual([...chineseInEnglish.keys()].sort())
})

test('Chinese texts are Chinese but where another is meant', () => {
  const found = [...site.zh]
    .filter(([, text]) => !han.test(text) && /[a-z]{3}/i.test(text.replace(/\{\{.*?\}\}/g, '')))
    .map(([key]) => key)
  expect(found.sort()).toEqual([...englishInChinese.keys()].sort())
})

test('Chinese texts use Chinese punctuation after Chinese characters', () => {
  const found = [...site.zh].filter(([, text]) => /\p{Script=Han}[,;:?!]|\p{Script=Han}\.(\s|$)/u.test(text))
  expect(found).toEqual([])
})

const sources = sourceFiles('app').map(parse)
const asked = sources.map(textsAskedIn)
const keysOfSite = [...new Set([...site.zh.keys()].map(base))]
const answering = (namespace: string, key: string) => {
  const pattern = `${namespace}.${key}`.replace(/[.[\]()+?^$|\\]/g, '\\$&').replaceAll('*', '[^.]+')
  return keysOfSite.filter((known) => new RegExp(`^${pattern}$`).test(known))
}

test('the scan understands every place that asks for a text', () => {
  expect(asked.flatMap((a) => a.unclear)).toEqual([])
  expect(asked.flatMap((a) => a.asked).length).toBeGreaterThan(150)
})

test('every text that the source asks for exists', () => {
  const missing = asked
    .flatMap((a) => a.asked)
    .filter(({ namespace, key }) => answering(namespace, key).length === 0)
    .map(({ where, namespace, key }) => `${where} ${namespace}:${key}`)
  expect(missing).toEqual([])
})

test('every text of the site is asked for somewhere', () => {
  const used = new Set(asked.flatMap((a) => a.asked).flatMap((a) => answering(a.namespace, a.key)))
  const asData = new Set(sources.flatMap(dottedStringsIn))
  const isAsData = (key: string) => asData.has(key.slice(key.indexOf('.') + 1))
  expect(keysOfSite.filter((key) => !used.has(key) && !isAsData(key))).toEqual([])
})

/** Where Chinese stands in code and not in the texts, and why. */
const chineseInCode: [RegExp, string][] = [
  [/^app\/platform\/locales\//, 'the texts themselves'],
  [/^app\/money\/capitals\.ts/, 'amounts in capitals (人民币大写) exist in Chinese only'],
  [/^app\/money\/fen\.ts/, 'the unit that people type behind an amount'],
  [/^app\/giving\/pledge-amount\.ts/, 'tens of thousands and the currency, as people type them'],
  [/^app\/platform\/personal-in\.ts/, 'a zero as some people write it'],
  [/^app\/platform\/dates\.ts/, 'the date format itself'],
  [/^app\/platform\/config\.server\.ts/, 'the sender’s name, in both languages at once'],
  [/^app\/ui\/page-meta\.ts/, 'the site’s own name, in both languages'],
  [/^app\/ui\/styleguide\//, 'made-up names in samples, for those who build the site'],
  [/^app\/identity\/announce-first-administrator/, 'said on the console before anyone chose a language'],
  [/^app\/demo\//, 'made-up donors’ names, for the demonstration'],
  [
    /^app\/payments\/sandbox\//,
    'the stand-in for the provider: another site, with its own words in both languages',
  ],
  [/^app\/payments\/bank\//, 'heads and marks that banks write in their files: read, never said'],
  [
    /^app\/payments\/(wechat|alipay)\/internal\/(read|fetch)-(flow-)?bills?/,
    'heads of columns and kinds that wallets write in their bills: read, never said',
  ],
  [/^app\/disclosures\/old\//, 'the currency, as old disclosures write it'],
  [/^app\/disclosures\/bundle\//, 'the form and the marks of old disclosures: read, never said'],
  [/^app\/stewardship\/plans\/plan\.ts/, 'what plans are for, in the words that are published'],
  [
    /^app\/(disclosures\/(statement|records)|live\/report)\//,
    'labels of figures in both languages at once: they are frozen with the statement',
  ],
  [/^app\/disclosures\/checks\//, 'words that texts are searched for: read, never said'],
  [/^app\/disclosures\/notice\/lay-notice/, 'numerals of an official notice, drawn in Chinese only'],
  [
    /^app\/projects\/(project|milestone|output|procurement)\.ts/,
    'words of kinds and states, in both languages at once: statements that are frozen hold them',
  ],
  [/^app\/live\/campaign-row-shape\.ts/, 'the law’s own term, in the description for programs'],
  [/^app\/routes\/api\.v1\.openapi/, 'the site’s own name, in both languages at once'],
]

test('no Chinese stands in code but where a reason is written down', () => {
  const found = sources.flatMap(chineseIn)
  expect(found.filter((place) => !chineseInCode.some(([where]) => where.test(place)))).toEqual([])
  const reasons = chineseInCode.filter(([where]) => !found.some((place) => where.test(place)))
  expect(reasons.filter(([where]) => !where.test('app/platform/locales/'))).toEqual([])
})

test('a text that does not exist is shown as such, not as a blank', () => {
  const t = createI18n('en', en).getFixedT('en', 'ui')
  expect(t('nowhere' as 'siteName')).toBe('⟦nowhere⟧')
})

test('what a donor typed is said as it is: texts escape nothing, pages do', () => {
  const t = createI18n('en', en).getFixedT('en', 'papers')
  expect(t('mail.helloName', { name: '<b>&"' })).toContain('<b>&"')
})
