import { readTyped, wrongFields } from './typed-fields'
import { type WalkInput, walkInput } from './walk-input'

export const setUpFieldNames = ['registerFrom', 'registerUntil', 'backBy', 'waiverZh', 'waiverEn'] as const
export type SetUpFields = Record<(typeof setUpFieldNames)[number], string>

export const readSetUpFields = (form: FormData): SetUpFields => readTyped(form, setUpFieldNames)

export const fieldsOfDraft = ({ settings, waiver }: WalkInput): SetUpFields => ({
  ...{ registerFrom: settings.registerFrom, registerUntil: settings.registerUntil, backBy: settings.backBy },
  ...{ waiverZh: waiver.zh, waiverEn: waiver.en },
})

/** The draft with what was typed instead, as `setUpWalk` takes it. */
export function readSetUpForm(
  { waiverZh, waiverEn, ...times }: SetUpFields,
  draft: WalkInput,
): { ok: true; input: WalkInput } | { ok: false; errors: Record<string, string> } {
  const input = {
    ...draft,
    settings: { ...draft.settings, ...times },
    waiver: { zh: waiverZh, en: waiverEn },
  }
  const parsed = walkInput.safeParse(input)
  if (parsed.success) return { ok: true, input }
  // A setting is named without the part that holds it.
  const issues = parsed.error.issues.map(({ path }) => ({
    path: path[0] === 'settings' ? path.slice(1) : path,
  }))
  return { ok: false, errors: wrongFields(issues) }
}
