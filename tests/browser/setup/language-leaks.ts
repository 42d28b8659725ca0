import type { APIRequestContext, Page } from '@playwright/test'
import type { Language } from './words'

/** Chinese that stands on English pages by its nature: official names and numbers. */
const chineseByNature = [
  /公益事业捐赠统一票据/g,
  /陈女士|番禺区实验小学四年级二班/g, // donors of the style guide
  /演示-\d{4}（虚构）|演示平台（虚构）/g, // made-up filing number and designated platform
  /原公示未载明/g, // what stands in their place where the source gave none, in both languages
]

/** Latin letters that stand on Chinese pages by their nature. */
const latinByNature = [
  /https?:\/\/\S+/g,
  /[\w.+-]+@[\w.-]+/g,
  /\b(RFC 6962|Apache-2\.0|SHA-256|PDF|CSV|GPX|XLSX|CAMT\.053|MT940|Lam Family)\b/g,
  /\{(name|amount|campaign)\}/g, // fields of a letter
  /\bSX-P\d{8}\b/g, // what a transfer carries
  /\bSX-\d{4}-\d{8}-\d\b/g, // numbers of acknowledgements
  /\b[0-9A-Z]{10}\b/g, // and their check codes
  /\bJX-\d{4}-\d{6,}-\d\b/g, // numbers of certificates
  /\bSY-\d{4}-\d{8}-\d\b/g, // and of a year's statements
  /\bSW-\d{4}-\d{8}-\d\b/g, // of acknowledgements of goods
  /\bSY\d{4}-\d{4,}\b/g, // and of usage plans
  /\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\b/g, // codes of stamp cards
  /\b(XS|XL|XXL)\b/g, // sizes of shirts
  /香包 \| Sachet/g, // how a stall's goods are typed in both languages
  /\S+\.svg\b/g, // names of files
  /\b[a-z]+(-[a-z0-9]+)+\b/g, // names in addresses
  /\b(Chrome|Linux)\b/g, // a browser and its computer
  /\b(UTF-8|GBK|Excel|Word|xlsx|docx|txt|JSON|Atom|PNG|JPEG|[MG]B)\b/g,
  /\{figure:[\w.|-]+\}/g, // fields of a disclosure's text
  /“zzz”/g, // what a visitor looked for
  /\blocalhost:\d+\S*/g, // a short address without its scheme
  /not stated in the source/g,
  /0000-EXAMPLE-0000/g,
]

/**
 * Texts in the wrong language: text nodes, titles and spoken labels with Chinese on an English page or English words on
 * a Chinese one. What is marked with a language of its own (`lang`), carved in a seal, code, or a donor's own words is
 * left alone.
 */
export async function languageLeaks(
  page: Page,
  language: Language,
  donorsWords: ReadonlySet<string>,
): Promise<string[]> {
  const texts = await page.evaluate((own) => {
    const found: string[] = [document.title]
    const foreign = (e: Element | null) =>
      e?.closest('[lang]')?.getAttribute('lang') !== own ||
      e.closest('.seal, code, pre, script, style, noscript') !== null
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!foreign(node.parentElement) && node.textContent?.trim()) found.push(node.textContent.trim())
    for (const e of document.body.querySelectorAll(
      '[aria-label], [aria-valuetext], [alt], [title], [placeholder]',
    ))
      if (!foreign(e))
        for (const name of ['aria-label', 'aria-valuetext', 'alt', 'title', 'placeholder'])
          if (e.getAttribute(name)) found.push(e.getAttribute(name)!)
    return found
  }, language)
  return texts.filter((text) => {
    // The longest first: a name may begin another.
    const ours = [...donorsWords]
      .sort((a, b) => b.length - a.length)
      .reduce((t, word) => t.replaceAll(word, ''), text)
    const rest = (language === 'en' ? chineseByNature : latinByNature).reduce(
      (t, known) => t.replace(known, ''),
      ours,
    )
    return language === 'en' ? /\p{Script=Han}/u.test(rest) : /[A-Za-z]{2,}/.test(rest)
  })
}

/** Names and messages that donors gave, in whatever language they speak. */
export async function donorsWordsOf(request: APIRequestContext, campaigns: string[]): Promise<Set<string>> {
  const words = new Set<string>()
  for (const campaign of campaigns) {
    const gifts = await (await request.get(`/api/v1/campaigns/${campaign}/recent`)).json()
    for (const { name, message } of gifts) for (const word of [name, message]) if (word) words.add(word)
  }
  return words
}
