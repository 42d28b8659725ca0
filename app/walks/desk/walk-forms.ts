import { parseYuan, yuanText } from '~/money/fen'
import type { Walk, WalkLevel, WalkPlace } from '../walk'
import { settingsOf } from '../walk'
import {
  type LevelInput,
  levelInput,
  type PlaceInput,
  placeInput,
  settingsInput,
  type WalkQuestion,
  type WalkSettings,
} from '../walk-input'
import { walkLimits } from '../walk-limits'

/** A form as it was typed; a missing field is an empty text. */
export type Fields = Record<string, string>
export type Read<Input> = { ok: true; input: Input } | { ok: false; wrong: string[] }

export const placeNames = ['key', 'kind', 'nameZh', 'nameEn', 'gameZh', 'gameEn', 'x', 'y', 'opens', 'closes']
export const levelNames = ['key', 'nameZh', 'nameEn', 'km', 'capacity', 'needs']
export const settingsNames = [
  ...['registerFrom', 'registerUntil', 'backBy', 'stampOrder', 'leastMinutesApart', 'fee', 'questions'],
]

/** Far more than any field takes. */
const longest = 20_000
export const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').slice(0, longest)
export const readFields = (form: FormData, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, textOf(form, name)]))

/** `name.zh` → `nameZh`, `questions.0.labelEn` → `questions`: what is wrong, by the field that shows it. */
const fieldsOfIssues = (issues: readonly { path: PropertyKey[] }[]): string[] => [
  ...new Set(
    issues.map(({ path: [first, second] }) =>
      second === 'zh' || second === 'en' ? `${String(first)}${second === 'zh' ? 'Zh' : 'En'}` : String(first),
    ),
  ),
]
const whole = (typed: string) => (/^\d{1,7}$/.test(typed.trim()) ? Number(typed) : Number.NaN)

export function readPlace(fields: Fields): Read<PlaceInput> {
  const f = (name: string) => fields[name] ?? ''
  const input = {
    ...{
      key: f('key').trim(),
      kind: f('kind') as PlaceInput['kind'],
      opens: f('opens'),
      closes: f('closes'),
    },
    name: { zh: f('nameZh'), en: f('nameEn') },
    game: { zh: f('gameZh'), en: f('gameEn') },
    ...{ x: whole(f('x')), y: whole(f('y')) },
  }
  const parsed = placeInput.safeParse(input)
  return parsed.success ? { ok: true, input } : { ok: false, wrong: fieldsOfIssues(parsed.error.issues) }
}

export const fieldsOfPlace = (place: Omit<WalkPlace, 'stamps'>): Fields => ({
  ...{ key: place.key, kind: place.kind, nameZh: place.nameZh, nameEn: place.nameEn },
  ...{ gameZh: place.gameZh, gameEn: place.gameEn, opens: place.opens, closes: place.closes },
  ...{ x: String(place.x), y: String(place.y) },
})

/** `needs` is what was ticked, parted by spaces. */
export function readLevel(fields: Fields): Read<LevelInput> {
  const f = (name: string) => fields[name] ?? ''
  const input = {
    key: f('key').trim(),
    name: { zh: f('nameZh'), en: f('nameEn') },
    ...{ km: whole(f('km')), capacity: whole(f('capacity')) },
    needs: f('needs').split(' ').filter(Boolean),
  }
  const parsed = levelInput.safeParse(input)
  return parsed.success ? { ok: true, input } : { ok: false, wrong: fieldsOfIssues(parsed.error.issues) }
}

export const fieldsOfLevel = (level: Omit<WalkLevel, 'taken'>): Fields => ({
  ...{ key: level.key, nameZh: level.nameZh, nameEn: level.nameEn },
  ...{ km: String(level.km), capacity: String(level.capacity), needs: level.needs.join(' ') },
})

const questionParts = ['key', 'labelZh', 'labelEn', 'choices', 'required'] as const
/** Names of the rows of questions: `q0-labelZh` and so on. */
export const questionNames = Array.from({ length: walkLimits.questions }, (_, n) =>
  questionParts.map((part) => `q${n}-${part}`),
).flat()

export function readSettings(fields: Fields, walk: Walk): Read<WalkSettings> {
  const f = (name: string) => fields[name] ?? ''
  const fee = f('fee').trim() === '0' || f('fee').trim() === '' ? { ok: true, fen: 0n } : parseYuan(f('fee'))
  const input = {
    ...settingsOf(walk),
    ...{ registerFrom: f('registerFrom'), registerUntil: f('registerUntil'), backBy: f('backBy') },
    stampOrder: f('stampOrder') as 'free' | 'fixed',
    leastMinutesApart: whole(f('leastMinutesApart')),
    feeFen: 'fen' in fee ? fee.fen.toString() : 'not a number',
    questions: readQuestions(f),
  }
  const parsed = settingsInput.safeParse(input)
  if (parsed.success) return { ok: true, input }
  return { ok: false, wrong: fieldsOfIssues(parsed.error.issues).map((n) => (n === 'feeFen' ? 'fee' : n)) }
}

function readQuestions(f: (name: string) => string): WalkQuestion[] {
  const rows = Array.from({ length: walkLimits.questions }, (_, n) => n)
  const taken = new Set(rows.map((n) => f(`q${n}-key`)))
  return rows.flatMap((n) => {
    const [labelZh, labelEn] = [f(`q${n}-labelZh`).trim(), f(`q${n}-labelEn`).trim()]
    const choices = f(`q${n}-choices`)
      .split(/[,，、;；\n]/)
      .map((choice) => choice.trim())
      .filter(Boolean)
    if (!labelZh && !labelEn && choices.length === 0) return []
    // Answers are kept by a question's key: a new one takes none that was there.
    let fresh = n + 1
    while (taken.has(`q${fresh}`)) fresh++
    const key = f(`q${n}-key`) || `q${fresh}`
    taken.add(key)
    const kind = choices.length > 0 ? ('choice' as const) : ('text' as const)
    return [{ key, kind, labelZh, labelEn, choices, required: f(`q${n}-required`) === 'yes' }]
  })
}

export const fieldsOfSettings = (walk: Walk): Fields => ({
  ...{ registerFrom: walk.registerFrom, registerUntil: walk.registerUntil, backBy: walk.backBy },
  ...{ stampOrder: walk.stampOrder, leastMinutesApart: String(walk.leastMinutesApart) },
  fee: walk.feeFen === 0n ? '0' : yuanText(walk.feeFen),
  ...Object.fromEntries(
    walk.questions.flatMap((q, n) => [
      [`q${n}-key`, q.key],
      [`q${n}-labelZh`, q.labelZh],
      [`q${n}-labelEn`, q.labelEn],
      [`q${n}-choices`, q.choices.join('、')],
      [`q${n}-required`, q.required ? 'yes' : ''],
    ]),
  ),
})

/** The rows of questions to show: those that say something, and an empty one. */
export function shownQuestions(fields: Fields): number[] {
  const used = Array.from({ length: walkLimits.questions }, (_, n) => n).filter((n) =>
    ['labelZh', 'labelEn', 'choices'].some((part) => (fields[`q${n}-${part}`] ?? '') !== ''),
  )
  return used.length < walkLimits.questions ? [...used, Math.max(-1, ...used) + 1] : used
}
