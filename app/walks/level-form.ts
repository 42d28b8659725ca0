import { readTyped, readWhole, wrongFields } from './typed-fields'
import type { Walk, WalkLevel } from './walk'
import { type LevelInput, levelInput } from './walk-input'

export const levelFieldNames = ['nameZh', 'nameEn', 'km', 'capacity', 'needs'] as const
export type LevelField = (typeof levelFieldNames)[number]
/** `needs`: keys with commas. */
export type LevelFields = Record<LevelField, string>

export const readLevelFields = (form: FormData): LevelFields => readTyped(form, levelFieldNames)

/** A level's facts, or those that an act names, as fields. */
export const fieldsOfLevelFacts = (facts: Partial<WalkLevel>): Partial<LevelFields> =>
  Object.fromEntries(
    levelFieldNames.flatMap((name) => (facts[name] === undefined ? [] : [[name, String(facts[name])]])),
  )
export const fieldsOfLevel = (level: WalkLevel) => fieldsOfLevelFacts(level) as LevelFields

/** A new level needs every checkpoint until somebody says otherwise. */
export const newLevelFields = ({ places }: Walk): LevelFields => ({
  ...{ nameZh: '', nameEn: '', km: '', capacity: '500' },
  needs: places
    .filter(({ kind }) => kind === 'checkpoint')
    .map(({ key }) => key)
    .join(','),
})

/** A new level's key, made of its distance: it stands in registrations and never changes. */
export function newLevelKey(km: string, taken: readonly string[]): string {
  const whole = readWhole(km) || 0
  for (let n = 1; ; n++) {
    const key = n === 1 ? `${whole}km` : `${whole}km-${n}`
    if (!taken.includes(key)) return key
  }
}

/** Checks what was typed and reads it as what `editLevel` takes. */
export function readLevelForm(
  fields: LevelFields,
  key: string,
): { ok: true; level: LevelInput } | { ok: false; errors: Record<string, string> } {
  const { nameZh, nameEn, km, capacity, needs } = fields
  const parsed = levelInput.safeParse({
    ...{ key, name: { zh: nameZh, en: nameEn }, km: readWhole(km), capacity: readWhole(capacity) },
    needs: needs.split(',').filter(Boolean),
  })
  return parsed.success
    ? { ok: true, level: parsed.data }
    : {
        ok: false,
        errors: wrongFields(
          parsed.error.issues.map(({ path }) => ({ path: path[0] === 'needs' ? ['needs'] : path })),
        ),
      }
}
