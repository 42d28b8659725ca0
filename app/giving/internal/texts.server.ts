import { createI18n, type Locale, type Translate } from '~/platform/i18n'
import en from '~/platform/locales/en'
import zhCN from '~/platform/locales/zh-CN'

const instances = { 'zh-CN': createI18n('zh-CN', zhCN), en: createI18n('en', en) }

/** The room's texts for papers and mails, which are made outside any request. */
export const textsIn = (locale: Locale): Translate<'giving'> => instances[locale].getFixedT(locale, 'giving')
