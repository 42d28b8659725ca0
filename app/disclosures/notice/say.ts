import { inLocale, type Locale, type Texts } from '~/platform/i18n'
import { methodWords, type ProcurementMethod } from '~/projects/procurement'

/** What notices say: these texts travel with the page's data, as they are written. */
export type NoticeWords = Texts['disclosed']['notice']

/** Fills the gaps of a text: `{{day}}公布`. */
export const say = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => String(values[name] ?? gap))

/** Names in a row. */
export const inRow = (locale: Locale, names: readonly string[]): string =>
  names.join(locale === 'en' ? ', ' : '、')

/** How a supplier was found, in words; as it is written where the words have changed since it was frozen. */
export function sayMethod(locale: Locale, method: string): string {
  const known = methodWords[method as ProcurementMethod]
  return known ? inLocale(locale, known) : method
}
