import { parseYuan, yuanText } from '~/money/fen'
import { readTyped, readWhole } from './typed-fields'
import { settingsOf, type Walk } from './walk'
import { settingsInput, type WalkQuestion, type WalkSettings } from './walk-input'
import { walkLimits } from './walk-limits'

export const questionParts = ['Key', 'Zh', 'En', 'Choices', 'Required'] as const
const asStored = [
  ...(['registerFrom', 'registerUntil', 'backBy', 'stampOrder', 'leastMinutesApart', 'unitMembers'] as const),
]
/** Yuan in `fee`; of each question its key, both labels, a choice a line, and `yes` where it must be answered. */
export const settingsFieldNames: readonly string[] = [
  ...asStored,
  'fee',
  ...Array.from({ length: walkLimits.questions }, (_, n) =>
    questionParts.map((part) => `question${n}${part}`),
  ).flat(),
]
export type SettingsFields = Record<string, string>

export const readSettingsFields = (form: FormData): SettingsFields => readTyped(form, settingsFieldNames)

/** Settings, or those that an act names, as fields. */
export function fieldsOfSettings(facts: Partial<WalkSettings>): SettingsFields {
  const fields: SettingsFields = {}
  for (const name of asStored) if (facts[name] !== undefined) fields[name] = String(facts[name])
  if (facts.feeFen !== undefined) fields.fee = yuanText(BigInt(facts.feeFen)).replace(/\.00$/, '')
  if (facts.questions)
    for (let n = 0; n < walkLimits.questions; n++)
      Object.assign(fields, fieldsOfQuestion(n, facts.questions[n]))
  return fields
}

const fieldsOfQuestion = (n: number, q?: Partial<WalkQuestion>) => ({
  [`question${n}Key`]: q?.key ?? '',
  [`question${n}Zh`]: q?.labelZh ?? '',
  [`question${n}En`]: q?.labelEn ?? '',
  [`question${n}Choices`]: q?.choices?.join('\n') ?? '',
  [`question${n}Required`]: q?.required ? 'yes' : '',
})

/** Checks what was typed and reads it as what `editWalk` takes; the trail stays as it is. */
export function readSettingsForm(
  fields: SettingsFields,
  walk: Walk,
): { ok: true; settings: WalkSettings } | { ok: false; errors: Record<string, string> } {
  const asked = Array.from({ length: walkLimits.questions }, (_, n) => n).filter((n) =>
    ['Zh', 'En', 'Choices'].some((part) => fields[`question${n}${part}`]?.trim()),
  )
  const feeFen = readFee(fields.fee ?? '')
  const parsed = settingsInput.safeParse({
    ...settingsOf(walk),
    ...{ registerFrom: fields.registerFrom, registerUntil: fields.registerUntil, backBy: fields.backBy },
    ...{ stampOrder: fields.stampOrder, leastMinutesApart: readWhole(fields.leastMinutesApart ?? '') },
    unitMembers: readWhole(fields.unitMembers ?? ''),
    feeFen,
    questions: readQuestions(fields, asked),
  })
  if (parsed.success) return { ok: true, settings: { ...parsed.data, feeFen } }
  const names = { labelZh: 'Zh', labelEn: 'En', choices: 'Choices', key: 'Zh' } as Record<string, string>
  const wrong = parsed.error.issues.map(({ path: [first, nth, part] }) => {
    if (first !== 'questions') return first === 'feeFen' ? 'fee' : String(first)
    return `question${asked[Number(nth ?? 0)]}${names[String(part)] ?? 'Zh'}`
  })
  return { ok: false, errors: Object.fromEntries(wrong.map((name) => [name, name])) }
}

/** Whole fen as text; nothing and zero are no fee. */
function readFee(typed: string): string {
  const text = typed.normalize('NFKC').trim()
  if (/^(¥?0+(\.0*)?)?$/.test(text)) return '0'
  const read = parseYuan(text)
  return read.ok ? read.fen.toString() : 'none'
}

/** A question that has a key keeps it: answers name it. */
function readQuestions(fields: SettingsFields, asked: readonly number[]): WalkQuestion[] {
  const taken = asked.map((n) => fields[`question${n}Key`]).filter(Boolean)
  return asked.map((n) => {
    const of = (part: (typeof questionParts)[number]) => (fields[`question${n}${part}`] ?? '').trim()
    const choices = of('Choices')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    const key = of('Key') || freeKey(taken)
    taken.push(key)
    return {
      ...{ key, labelZh: of('Zh'), labelEn: of('En'), choices, required: of('Required') === 'yes' },
      kind: choices.length > 0 ? ('choice' as const) : ('text' as const),
    }
  })
}

function freeKey(taken: readonly (string | undefined)[]): string {
  let n = 1
  while (taken.includes(`q${n}`)) n++
  return `q${n}`
}
