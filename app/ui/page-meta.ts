import type { MetaDescriptor } from '@remix-run/node'
import { localeOfPath } from '~/platform/i18n'

/** What a route's `meta` function is given, as far as it is needed here. */
interface MetaPlace {
  location: { pathname: string }
  matches: readonly { id: string; data?: unknown }[]
}

export interface PageMeta {
  /** The page's own title, to which the site's name is added; without one the name stands alone. */
  title?: string
  /** One or two sentences for search results and shared links. */
  description?: string
  /** What else its head says, made on the server: the picture beside a shared link. */
  more?: MetaDescriptor[]
  /** Pages that search engines should leave alone: acknowledgements, checks, returns from payment. */
  unlisted?: boolean
}

/** The name stands alone: it is the mark of the site in each script, not a sentence to translate. */
const siteNames = { 'zh-CN': '善行', en: 'Shanxing' } as const

/** Title, description and the Open Graph basics of a page; addresses are absolute as crawlers want them. */
export function pageMeta({ location, matches }: MetaPlace, page: PageMeta): MetaDescriptor[] {
  const locale = localeOfPath(location.pathname)
  const root = matches.find((match) => match.id === 'root')?.data as { publicUrl?: string } | undefined
  const origin = root?.publicUrl ?? ''
  const name = siteNames[locale]
  const title = page.title && page.title !== name ? `${page.title} · ${name}` : name
  const meta: MetaDescriptor[] = [
    { title },
    { property: 'og:title', content: page.title || name },
    { property: 'og:site_name', content: name },
    { property: 'og:locale', content: locale === 'en' ? 'en_GB' : 'zh_CN' },
    { property: 'og:type', content: 'website' },
    { property: 'og:url', content: origin + location.pathname },
  ]
  if (page.description) {
    meta.push({ name: 'description', content: page.description })
    meta.push({ property: 'og:description', content: page.description })
  }
  if (page.unlisted) meta.push({ name: 'robots', content: 'noindex' })
  return meta.concat(page.more ?? [])
}
