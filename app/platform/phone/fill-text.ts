import type { Locale } from '../i18n'

/** One text of a catalogue by its dotted key: plural by `count`, `{{name}}` from `values`. As i18next has it; ⟦key⟧ where there is none. */
export function fillText(
  locale: Locale,
  texts: unknown,
  key: string,
  values: Record<string, unknown> = {},
): string {
  const find = (name: string) =>
    name.split('.').reduce<unknown>((tree, part) => (tree as Record<string, unknown>)?.[part], texts)
  const { count } = values
  const text =
    (typeof count === 'number' && find(`${key}_${new Intl.PluralRules(locale).select(count)}`)) || find(key)
  if (typeof text !== 'string') return `⟦${key}⟧`
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(values[name] ?? ''))
}
