import { type Texts, textKeys } from '../checks/check'
import type { Figure } from '../statement/figure'
import { type FieldFault, fillFields } from '../statement/live-fields'

export const longestText = 6_000
export const longestExplanation = 1_000

export interface DisclosureForm extends Texts {
  explanationZh: string
  explanationEn: string
}
export const formKeys = [...textKeys, 'explanationZh', 'explanationEn'] as const

/** What is wrong with a field: its length, or a live field in it. */
export interface FieldError {
  what: 'too-long' | FieldFault['what']
  said: string
}
export type DisclosureErrors = Partial<Record<keyof DisclosureForm, FieldError>>

/** Reads the texts as they were typed; a live field that names no figure of this statement is refused beside its text. */
export function readDisclosureForm(
  text: (name: string) => string,
  figures: readonly Figure[],
): { form: DisclosureForm; errors: DisclosureErrors } {
  const form = Object.fromEntries(
    formKeys.map((key) => [key, text(key).replace(/\r\n?/g, '\n').trim()]),
  ) as unknown as DisclosureForm
  const errors: DisclosureErrors = {}
  for (const key of formKeys) {
    const most = key.startsWith('explanation') ? longestExplanation : longestText
    if ([...form[key]].length > most) errors[key] = { what: 'too-long', said: String(most) }
  }
  for (const key of textKeys) {
    const [fault] = fillFields(form[key], figures, key.endsWith('En') ? 'en' : 'zh-CN').faults
    if (fault) errors[key] ??= fault
  }
  return { form, errors }
}
