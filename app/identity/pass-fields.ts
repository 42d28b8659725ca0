import { passInput } from './pass-input'

const names = ['id', 'campaign', 'role', 'placeKey', 'place', 'label', 'validOn', 'hours', 'contact'] as const
/** The form's fields as they were typed. */
export type PassFields = Record<(typeof names)[number], string>
export type PassField = (typeof names)[number]

export const readPassFields = (form: FormData): PassFields =>
  Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? '')])) as PassFields

/** Names of the fields that are not right. */
export const wrongPassFields = (fields: PassFields): PassField[] => [
  ...new Set(passInput.safeParse(fields).error?.issues.map((issue) => issue.path[0] as PassField)),
]
