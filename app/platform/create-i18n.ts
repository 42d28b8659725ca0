import i18next, { type i18n as I18n } from 'i18next'
import type { Locale, Texts } from './i18n'

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
