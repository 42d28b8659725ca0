import type { Site } from './site'

/** What a browser without scripts does: reads a form from a page, posts it, follows where it leads. */
export type Fields = Record<string, string>
type At = Pick<Site, 'url'>

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
  nbsp: '\u00a0',
}
/** Text as a reader sees it, from escaped markup. */
export const unescaped = (markup: string) =>
  markup.replace(/&(amp|lt|gt|quot|#x27|nbsp);/g, (_, name: string) => entities[name]!)

/** The visible text of a page, tags dropped. Scripts are no text. */
export const visibleText = (html: string) =>
  unescaped(
    html
      .replace(/<script\b[\s\S]*?<\/script>/g, '')
      .replace(/<!--.*?-->/g, '')
      .replace(/<[^>]*>/g, ''),
  )

/** What stands in the field `name`: an input's value, a textarea's text; of radios and checkboxes the one that is chosen. */
export function valueIn(html: string, name: string): string | undefined {
  const area = new RegExp(`<textarea[^>]*\\bname="${name}"[^>]*>([^<]*)</textarea>`).exec(html)
  if (area) return unescaped(area[1]!.replace(/^\n/, ''))
  const inputs = html.match(new RegExp(`<input[^>]*\\bname="${name}"[^>]*>`, 'g')) ?? []
  for (const input of inputs) {
    const value = unescaped(/\bvalue="([^"]*)"/.exec(input)?.[1] ?? '')
    if (!/type="(radio|checkbox)"/.test(input)) return value
    if (/\bchecked=""/.test(input)) return value
  }
  return undefined
}

/** Headers that a browser sends with a form of our own page. */
export const formHeaders = (site: At, cookie = '') => ({
  'Content-Type': 'application/x-www-form-urlencoded',
  Origin: site.url,
  'Sec-Fetch-Site': 'same-origin',
  ...(cookie && { Cookie: cookie }),
})

export const postForm = (
  site: At,
  path: string,
  fields: Fields | string,
  options: { cookie?: string; headers?: Record<string, string> } = {},
) =>
  fetch(site.url + path, {
    method: 'POST',
    body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
    headers: { ...formHeaders(site, options.cookie), ...options.headers },
    redirect: 'manual',
  })

/** A page's give form as it stands, filled with `fields`. */
export async function filledForm(site: At, path: string, fields: Fields): Promise<Fields> {
  const page = await fetch(site.url + path)
  if (!page.ok) throw new Error(`${path} answered ${page.status}`)
  return { formId: valueIn(await page.text(), 'formId')!, target: 'default', ...fields }
}

export interface Given {
  giftUrl: string
  giftId: string
  payUrl: string
}

/** Sends the form and finds the gift's page on the provider's page, as a donor would come back to it. */
export async function give(site: At, fields: Fields, path = '/campaigns/walk-11'): Promise<Given> {
  const sent = await postForm(site, path, await filledForm(site, path, fields))
  if (sent.status !== 303)
    throw new Error(`the form was answered ${sent.status}: ${visibleText(await sent.text())}`)
  const payUrl = sent.headers.get('location')!
  const giftUrl = await giftUrlOn(payUrl)
  return { payUrl, giftUrl, giftId: giftUrl.split('/').at(-1)! }
}

/** The way back to the shop that the provider's page offers, without the note that it was cancelled. */
export async function giftUrlOn(payUrl: string): Promise<string> {
  const page = await (await fetch(payUrl)).text()
  const back = /<a class="back" href="([^"]+)"/.exec(page)?.[1]
  if (!back) throw new Error(`no way back on ${payUrl}`)
  return unescaped(back).replace(/\?.*$/, '')
}

export type Press = 'pay' | 'decline' | 'later' | 'later-fail' | 'close' | 'abandon' | 'arrives' | 'fails'
export const press = (payUrl: string, action: Press, method = 'alipay') =>
  fetch(payUrl, { method: 'POST', body: new URLSearchParams({ action, method }), redirect: 'manual' })

export const page = async (url: string) => visibleText(await (await fetch(url)).text())
