import type { Locale, Texts } from '~/platform/i18n'

/** What notices say: these texts travel with the page's data, as they are written. */
export type NoticeWords = Texts['disclosed']['notice']

/** Fills the gaps of a text: `{{day}}公布`. */
export const say = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => String(values[name] ?? gap))

/** Names in a row. */
export const inRow = (locale: Locale, names: readonly string[]): string =>
  names.join(locale === 'en' ? ', ' : '、')
