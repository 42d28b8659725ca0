import type { Page } from '@playwright/test'
import type { Language } from './donor'

/** Chinese that stands on English pages by its nature. */
const chineseByNature = [
  /^(木棉街坊|三年二班全体同学|沙湾老友徒步队|阿珍|市桥小学家委会|愿意公开的人)$/, // names that donors gave
  /^(开年走一走，大家都平安。|这是我们义卖剩下的零花钱，请给福利院的小朋友。|二十个人，五公里，一个都不少。)$/, // and their messages
  /公益事业捐赠统一票据/, // the official name of the finance department's document
]

/** Latin letters that stand on Chinese pages by their nature. */
const latinByNature = [
  /^(Lam Family|See you at the third checkpoint!)$/, // a donor's name and message
  /^善行 Shanxing <noreply@localhost>$/,
  /\b(RFC 6962|Apache-2\.0|SHA-256|PDF|JSON|API|Stripe|km)\b/g,
  /\bSX-\d{4}-\d{8}-\d\b/g, // numbers of acknowledgements
  /https?:\/\/\S+/g,
  /[\w.+-]+@[\w.-]+/g,
]

/**
 * Texts in the wrong language: text nodes, titles and spoken labels with Chinese on an English page or English words on
 * a Chinese one. What is marked with a language of its own (`lang`), code, and addresses are left alone.
 */
export async function languageLeaks(page: Page, language: Language): Promise<string[]> {
  const texts = await page.evaluate((own) => {
    const found: string[] = [document.title]
    const foreign = (e: Element | null) =>
      e?.closest('[lang]')?.getAttribute('lang') !== own ||
      e.closest('code, pre, script, style, noscript') !== null
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
    const rest = (language === 'en' ? chineseByNature : latinByNature).reduce(
      (t, known) => t.replace(known, ''),
      text,
    )
    return language === 'en' ? /\p{Script=Han}/u.test(rest) : /[A-Za-z]{2,}/.test(rest)
  })
}
