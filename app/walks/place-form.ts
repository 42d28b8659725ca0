import { readTyped, readWhole, wrongFields } from './typed-fields'
import { placeInputOf, type WalkPlace } from './walk'
import { type PlaceInput, placeInput } from './walk-input'

export const placeFieldNames = [
  ...(['kind', 'nameZh', 'nameEn', 'gameZh', 'gameEn', 'x', 'y', 'opens', 'closes'] as const),
]
export type PlaceField = (typeof placeFieldNames)[number]
export type PlaceFields = Record<PlaceField, string>

export const readPlaceFields = (form: FormData): PlaceFields => readTyped(form, placeFieldNames)

/** A place's facts, or those that an act names, as fields. */
export function fieldsOfPlaceFacts(facts: Partial<PlaceInput>): Partial<PlaceFields> {
  const { kind, name, game, x, y, opens, closes } = facts
  const all = {
    ...{ kind, x, y, opens, closes },
    ...(name && { nameZh: name.zh, nameEn: name.en }),
    ...(game && { gameZh: game.zh, gameEn: game.en }),
  }
  return Object.fromEntries(
    Object.entries(all).flatMap(([field, value]) => (value === undefined ? [] : [[field, String(value)]])),
  )
}
export const fieldsOfPlace = (place: WalkPlace) => fieldsOfPlaceFacts(placeInputOf(place)) as PlaceFields

/** A new checkpoint in the middle of the map, open as long as the others are. */
export const newPlaceFields = (places: readonly WalkPlace[]): PlaceFields => ({
  ...{ kind: 'checkpoint', nameZh: '', nameEn: '', gameZh: '', gameEn: '', x: '500', y: '500' },
  opens: places.find(({ kind }) => kind === 'checkpoint')?.opens ?? '08:30',
  closes: places.find(({ kind }) => kind === 'checkpoint')?.closes ?? '15:30',
})

/** A new place's key: it stands in passes and printed codes and never changes. */
export function newPlaceKey(kind: string, taken: readonly string[]): string {
  for (let n = 1; ; n++) {
    const key = kind === 'checkpoint' ? `cp${n}` : n === 1 ? kind : `${kind}-${n}`
    if (!taken.includes(key)) return key
  }
}

/** Checks what was typed and reads it as what `editPlace` takes. */
export function readPlaceForm(
  fields: PlaceFields,
  key: string,
): { ok: true; place: PlaceInput } | { ok: false; errors: Record<string, string> } {
  const { kind, nameZh, nameEn, gameZh, gameEn, opens, closes } = fields
  const parsed = placeInput.safeParse({
    ...{ key, kind, opens: opens.trim(), closes: closes.trim() },
    ...{ name: { zh: nameZh, en: nameEn }, game: { zh: gameZh, en: gameEn } },
    ...{ x: readWhole(fields.x), y: readWhole(fields.y) },
  })
  return parsed.success
    ? { ok: true, place: parsed.data }
    : { ok: false, errors: wrongFields(parsed.error.issues) }
}
