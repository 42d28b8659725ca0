import { slugShape } from '~/platform/slug'
import type { FundGroup } from './fund'
import { mostFundCharacters } from './fund-limits'

export const fundGroupFieldNames = ['nameZh', 'nameEn', 'slug', 'position'] as const
export type FundGroupFields = Record<(typeof fundGroupFieldNames)[number], string>
export type FundGroupErrors = Partial<Record<keyof FundGroupFields, string>>

export const fieldsOfGroup = (group: FundGroup): FundGroupFields => ({
  nameZh: group.nameZh,
  nameEn: group.nameEn,
  slug: group.key,
  position: String(group.position),
})

/** Checks what was typed and reads it as what `createFundGroup` and `saveFundGroup` take. */
export function readFundGroupForm(
  fields: FundGroupFields,
): { ok: true; group: FundGroup } | { ok: false; errors: FundGroupErrors } {
  const errors: FundGroupErrors = {}
  const [nameZh, nameEn] = [fields.nameZh, fields.nameEn].map((name) => name.normalize('NFC').trim())
  for (const [name, value] of Object.entries({ nameZh, nameEn }) as ['nameZh' | 'nameEn', string][]) {
    if (value === '') errors[name] = 'empty'
    else if (value.length > mostFundCharacters.group) errors[name] = 'too-long'
  }
  const key = fields.slug.trim()
  if (!slugShape.test(key)) errors.slug = 'slug-shape'
  if (!/^\d{1,5}$/.test(fields.position.trim())) errors.position = 'not-whole'
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, group: { key, nameZh: nameZh!, nameEn: nameEn!, position: Number(fields.position) } }
}
