import { isFreeSlug } from '~/platform/slug'
import { type FieldErrors, readFields } from './campaign-form'
import type { SeriesInput } from './campaign-input'
import { mostCharacters } from './campaign-limits'

export const seriesFieldNames = ['nameZh', 'nameEn', 'slug', 'aboutZh', 'aboutEn'] as const
export type SeriesField = (typeof seriesFieldNames)[number]
export type SeriesFields = Record<SeriesField, string>

export const readSeriesFields = (form: FormData): SeriesFields => readFields(form, seriesFieldNames)

/** Checks what was typed and reads it as what `createSeries` and `editSeries` take. */
export function readSeriesForm(
  fields: SeriesFields,
): { ok: true; input: SeriesInput } | { ok: false; errors: FieldErrors<SeriesField> } {
  const errors: FieldErrors<SeriesField> = {}
  const typed = Object.fromEntries(
    seriesFieldNames.map((name) => [name, fields[name].normalize('NFC').trim()]),
  ) as SeriesFields
  for (const name of seriesFieldNames) {
    const most = name.startsWith('name') ? mostCharacters.seriesName : mostCharacters.about
    if (typed[name] === '') errors[name] = 'empty'
    else if (name === 'slug' && !isFreeSlug(typed.slug)) errors.slug = 'slug-shape'
    else if (typed[name].length > most) errors[name] = 'too-long'
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  const { slug, nameZh, nameEn, aboutZh, aboutEn } = typed
  return {
    ok: true,
    input: { slug, name: { zh: nameZh, en: nameEn }, about: { zh: aboutZh, en: aboutEn } },
  }
}
