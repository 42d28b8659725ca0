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

/** One namespace as it is written: for pages that fill their texts themselves (platform/phone). */
export const catalogue = <Namespace extends keyof Texts>(
  locale: Locale,
  namespace: Namespace,
): Texts[Namespace] => (locale === 'en' ? (en as unknown as Texts) : zhCN)[namespace]
