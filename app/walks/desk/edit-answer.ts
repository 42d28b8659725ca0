import type { Fields } from './walk-forms'

/** What a form is answered that was not saved: all that was typed, and what is wrong. */
export interface EditAnswer {
  fields: Fields
  wrong: string[]
  /** Why nothing was saved, beside single fields. */
  refusal?: string
  /** From now on: saving again is meant. */
  version: number
  /** What stands there now, where somebody else saved meanwhile. */
  now?: Fields
}

export const versionOf = (form: FormData): number =>
  Number(String(form.get('version') ?? '').slice(0, 9)) || 0
