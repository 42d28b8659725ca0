import i18next, { type i18n as I18n, type TFunction } from 'i18next'
import type zhCN from './locales/zh-CN'

export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]
/** The Chinese texts are the source; English is checked to have the same keys (tests/platform/locales.test.ts). */
export type Texts = typeof zhCN

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui'
    resources: Texts
  }
}

/** `/en/…` is English, everything else Chinese. */
export function localeOfPath(pathname: string): Locale {
  return /^\/en(\/|$)/.test(pathname) ? 'en' : 'zh-CN'
}

/** Pages for people who sign in; their texts are not sent to everyone else. */
export function isBehindSignIn(pathname: string): boolean {
  return /^(\/en)?\/(desk|sign-in|account|join)(\/|$)/.test(pathname)
}

/** Registering for a walk, and what a registration's own link opens: longer forms, with texts of their own. */
export function isRegistration(pathname: string): boolean {
  return /^(\/en)?\/(campaigns\/[^/]+\/(register|lost-ticket|pages)|registrations|units|join-unit)(\/|$)/.test(
    pathname,
  )
}

/** The big screen brings texts of its own, which no other page is sent. */
export function isBigScreen(pathname: string): boolean {
  return /^(\/en)?\/screen\//.test(pathname)
}

/** The address of `path` (without language, beginning with /) in `locale`. */
export function pathIn(locale: Locale, path: string): string {
  return locale === 'en' ? (path === '/' ? '/en' : `/en${path}`) : path
}

/** The same page in the other language: pathname and search stay. */
export function pathInOther(locale: Locale, pathname: string): string {
  // Doubled slashes would make the rest a foreign host.
  const bare = pathname.replace(/^[/\\]+en(?=[/\\]|$)/, '').replace(/^[/\\]*/, '/')
  return pathIn(locale === 'en' ? 'zh-CN' : 'en', bare)
}

/** One immutable instance per locale; `use` takes react-i18next's plugin where React renders with it. */
export function createI18n(locale: Locale, texts: Partial<Texts>, use?: Parameters<I18n['use']>[0]): I18n {
  const instance = i18next.createInstance()
  if (use) instance.use(use)
  void instance.init({
    lng: locale,
    resources: { [locale]: texts },
    ns: Object.keys(texts),
    defaultNS: 'ui',
    fallbackLng: false,
    load: 'currentOnly',
    initImmediate: false,
    interpolation: { escapeValue: false }, // React escapes
    // A key without a text is a fault that a person must see, not a blank.
    parseMissingKeyHandler: (key) => `⟦${key}⟧`,
  })
  const languages: string[] = instance.services.languageUtils.toResolveHierarchy(locale)
  instance.services.languageUtils.toResolveHierarchy = () => languages // else worked out anew with every text
  rememberPlainTexts(instance)
  return instance
}

/** What `getFixedT` adds to every call; whoever passes more wants variables or a plural filled in. */
const ofEveryCall = new Set(['lng', 'lngs', 'ns', 'keyPrefix'])

/** A text without variables is looked up once per process and not with every page: that was a fifth of a page's time. */
function rememberPlainTexts(instance: I18n): void {
  const lookUp = instance.t.bind(instance) as (key: unknown, options?: object) => string
  const known = new Map<string, string>()
  instance.t = ((key: unknown, options?: { ns?: unknown }) => {
    if (typeof key !== 'string' || !options) return lookUp(key, options)
    for (const name in options) if (!ofEveryCall.has(name)) return lookUp(key, options)
    const place = `${options.ns}:${key}`
    const text = known.get(place) ?? lookUp(key, options)
    known.set(place, text)
    return text
  }) as I18n['t']
}

export type Translate<Namespace extends keyof Texts> = TFunction<Namespace>

/** Picks the text of a record that carries both languages. */
export const inLocale = (locale: Locale, text: { zh: string; en: string }) =>
  locale === 'en' ? text.en : text.zh
