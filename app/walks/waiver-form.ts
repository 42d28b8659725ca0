import { readTyped, wrongFields } from './typed-fields'
import { type WaiverInput, waiverInput } from './walk-input'

export const waiverFieldNames = ['waiverZh', 'waiverEn'] as const
export type WaiverFields = Record<(typeof waiverFieldNames)[number], string>

export const readWaiverFields = (form: FormData): WaiverFields => readTyped(form, waiverFieldNames)

export const fieldsOfWaiver = ({ zh, en }: WaiverInput): WaiverFields => ({ waiverZh: zh, waiverEn: en })

/** Checks what was typed and reads it as what `changeWaiver` takes. */
export function readWaiverForm(
  fields: WaiverFields,
): { ok: true; text: WaiverInput } | { ok: false; errors: Record<string, string> } {
  const parsed = waiverInput.safeParse({ zh: fields.waiverZh, en: fields.waiverEn })
  if (parsed.success) return { ok: true, text: parsed.data }
  const issues = parsed.error.issues.map(({ path }) => ({ path: ['waiver', ...path] }))
  return { ok: false, errors: wrongFields(issues) }
}
