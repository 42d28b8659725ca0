import { createI18n } from './create-i18n'
import type { Locale, Texts, Translate } from './i18n'
import en from './locales/en'
import zhCN from './locales/zh-CN'

const instances = { 'zh-CN': createI18n('zh-CN', zhCN), en: createI18n('en', en) }

/** One namespace's texts outside of rendering: titles of pages, papers and mails. */
export const textsIn = <Namespace extends keyof Texts>(
  locale: Locale,
  namespace: Namespace,
): Translate<Namespace> => instances[locale].getFixedT(locale, namespace) as Translate<Namespace>

/** Texts that travel with a page's data: each by the last part of its key. */
export function wordsIn<Namespace extends keyof Texts, Key extends string>(
  locale: Locale,
  namespace: Namespace,
  keys: readonly Key[],
): Record<LastPart<Key>, string> {
  const lookUp = instances[locale].getFixedT(locale, namespace) as (key: string) => string
  const words = keys.map((key) => [key.slice(key.lastIndexOf('.') + 1), lookUp(key)])
  return Object.fromEntries(words) as Record<LastPart<Key>, string>
}
type LastPart<Key extends string> = Key extends `${string}.${infer Rest}` ? LastPart<Rest> : Key

/** One namespace as it is written: for pages that fill their texts themselves (platform/phone). */
export const catalogue = <Namespace extends keyof Texts>(
  locale: Locale,
  namespace: Namespace,
): Texts[Namespace] => (locale === 'en' ? (en as unknown as Texts) : zhCN)[namespace]
