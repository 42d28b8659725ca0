import { cleanText, isAddress, lengthOf } from '~/giving/gift-form'
import { readCardId } from './card-id'
import type { WalkQuestion } from './walk-input'

/** What the form is checked against. */
export interface RegistrationRules {
  levels: readonly { key: string }[]
  questions: readonly WalkQuestion[]
  /** The version that walkers must have read. */
  waiverVersion: number
}

export const mostWalkers = 8
export const longest = { name: 40, unit: 60, phone: 24, answer: 100 } as const

/** One walker as typed. */
export interface WalkerFields {
  name: string
  level: string
  minor: boolean
  guardianName: string
  guardianConsent: boolean
  answers: Record<string, string>
}

/** The form as typed; a missing field is an empty string. */
export interface RegistrationFields {
  formId: string
  /** The version of the waiver that was shown. */
  waiver: string
  agreed: boolean
  contactName: string
  contactEmail: string
  contactPhone: string
  emergencyName: string
  emergencyPhone: string
  /** A visitor's stamp card, which becomes the first walker's ticket. */
  card: string
  walkers: WalkerFields[]
}

export interface WalkerDraft {
  name: string
  level: string
  minor: boolean
  guardianName: string
  emergencyName: string
  emergencyPhone: string
  answers: Record<string, string>
}

/** Who registers together: one to eight walkers with an adult's contact. */
export interface PartyDraft {
  contactName: string
  contactEmail: string
  contactPhone: string
  waiverVersion: number
  card: string | null
  walkers: WalkerDraft[]
}

export type FieldFault =
  | 'missing'
  | 'too-long'
  | 'not-an-address'
  | 'not-a-phone'
  | 'unknown'
  | 'not-agreed'
  /** All who walk are minors: then an adult must say who they are. */
  | 'adult-needed'
  | 'waiver-changed'
  /** This address holds places for another party that is not paid yet. */
  | 'unpaid-before'
/** By the name of the control: `contactName`, `w0-name`, `w0-q-size`. */
export type RegistrationErrors = Record<string, FieldFault>

export const emptyWalker = (level = ''): WalkerFields => ({
  name: '',
  level,
  minor: false,
  guardianName: '',
  guardianConsent: false,
  answers: {},
})
export const emptyRegistration = (formId: string, waiverVersion: number, card = ''): RegistrationFields => ({
  formId,
  waiver: String(waiverVersion),
  agreed: false,
  contactName: '',
  contactEmail: '',
  contactPhone: '',
  emergencyName: '',
  emergencyPhone: '',
  card,
  walkers: [emptyWalker()],
})

/** Digits as people write them: `138 0013 8000`, `+86-20-8123 4567`. */
export const isPhone = (text: string): boolean => /^\+?\d[\d -]{5,22}$/.test(text)

/** A name or another short line; its fault, or none. */
const lineFault = (text: string, most: number): FieldFault | null =>
  text === '' ? 'missing' : lengthOf(text) > most ? 'too-long' : null

/** What a walker answered to the organiser's questions; `at` names the control. */
export function readAnswers(
  typed: Record<string, string>,
  questions: readonly WalkQuestion[],
  fault: (key: string, reason: FieldFault) => void,
): Record<string, string> {
  const answers: Record<string, string> = {}
  for (const { key, kind, choices, required } of questions) {
    const answer = cleanText(typed[key] ?? '', 'one')
    if (answer === '') {
      if (required) fault(key, 'missing')
    } else if (kind === 'choice' && !choices.includes(answer)) fault(key, 'unknown')
    else if (lengthOf(answer) > longest.answer) fault(key, 'too-long')
    else answers[key] = answer
  }
  return answers
}

/** Checks what was typed; every fault is named by its control, in the form's order. A waiver that changed meanwhile is one. */
export function readRegistration(
  fields: RegistrationFields,
  rules: RegistrationRules,
): { ok: true; draft: PartyDraft } | { ok: false; errors: RegistrationErrors } {
  const errors: RegistrationErrors = {}
  const line = (name: string, text: string, most: number, needed = true) => {
    const cleaned = cleanText(text, 'one')
    const fault = lineFault(cleaned, most)
    if (fault && (needed || fault !== 'missing')) errors[name] = fault
    return cleaned
  }
  const phone = (name: string, text: string) => {
    const cleaned = line(name, text.normalize('NFKC'), longest.phone)
    if (!errors[name] && !isPhone(cleaned)) errors[name] = 'not-a-phone'
    return cleaned
  }
  if (!/^[0-9a-f-]{36}$/.test(fields.formId)) errors.formId = 'missing'
  const walkers = fields.walkers.slice(0, mostWalkers).map((w, i): WalkerDraft => {
    const name = line(`w${i}-name`, w.name, longest.name)
    if (!rules.levels.some(({ key }) => key === w.level))
      errors[`w${i}-level`] = w.level ? 'unknown' : 'missing'
    const guardianName = w.minor ? line(`w${i}-guardianName`, w.guardianName, longest.name) : ''
    if (w.minor && !w.guardianConsent) errors[`w${i}-guardianConsent`] = 'not-agreed'
    const answers = readAnswers(w.answers, rules.questions, (key, reason) => {
      errors[`w${i}-q-${key}`] = reason
    })
    return {
      name,
      level: w.level,
      minor: w.minor,
      guardianName,
      emergencyName: '',
      emergencyPhone: '',
      answers,
    }
  })
  if (walkers.length === 0) errors['w0-name'] = 'missing'
  const adult = walkers.find(({ minor }) => !minor)
  const contactName = line('contactName', fields.contactName, longest.name, false) || (adult?.name ?? '')
  if (!adult && contactName === '') errors.contactName = 'adult-needed'
  const contactPhone = phone('contactPhone', fields.contactPhone)
  const contactEmail = cleanText(fields.contactEmail, 'one')
  if (contactEmail === '') errors.contactEmail = 'missing'
  else if (!isAddress(contactEmail)) errors.contactEmail = 'not-an-address'
  const emergencyName = line('emergencyName', fields.emergencyName, longest.name)
  const emergencyPhone = phone('emergencyPhone', fields.emergencyPhone)
  if (!fields.agreed) errors.agreed = 'not-agreed'
  else if (fields.waiver !== String(rules.waiverVersion)) errors.agreed = 'waiver-changed'
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  return {
    ok: true,
    draft: {
      contactName,
      contactEmail,
      contactPhone,
      waiverVersion: rules.waiverVersion,
      card: fields.card === '' ? null : readCardId(fields.card),
      walkers: walkers.map((w) => ({ ...w, emergencyName, emergencyPhone })),
    },
  }
}

/** Reads the posted form; every field is text, whatever was sent. */
export function registrationFieldsOf(form: FormData): RegistrationFields {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const yes = (name: string) => form.get(name) === 'yes'
  const count = Math.max(1, Math.min(mostWalkers, Number.parseInt(text('walkers'), 10) || 1))
  const answersOf = (i: number) => {
    const at = `w${i}-q-`
    const found = [...form].filter(([name, value]) => name.startsWith(at) && typeof value === 'string')
    return Object.fromEntries(found.slice(0, 30).map(([name, value]) => [name.slice(at.length), `${value}`]))
  }
  return {
    formId: text('formId').slice(0, 36),
    waiver: text('waiver').slice(0, 9),
    agreed: yes('agreed'),
    contactName: text('contactName'),
    contactEmail: text('contactEmail'),
    contactPhone: text('contactPhone'),
    emergencyName: text('emergencyName'),
    emergencyPhone: text('emergencyPhone'),
    card: text('card').slice(0, 40),
    walkers: Array.from({ length: count }, (_, i) => ({
      name: text(`w${i}-name`),
      level: text(`w${i}-level`).slice(0, 40),
      minor: yes(`w${i}-minor`),
      guardianName: text(`w${i}-guardianName`),
      guardianConsent: yes(`w${i}-guardianConsent`),
      answers: answersOf(i),
    })),
  }
}

/** One walker more, at the level of the last; one fewer. The form stays as it is otherwise. */
export function withWalker(fields: RegistrationFields): RegistrationFields {
  if (fields.walkers.length >= mostWalkers) return fields
  return { ...fields, walkers: [...fields.walkers, emptyWalker(fields.walkers.at(-1)?.level)] }
}
export const withoutWalker = (fields: RegistrationFields, at: number): RegistrationFields =>
  fields.walkers.length < 2 ? fields : { ...fields, walkers: fields.walkers.filter((_, i) => i !== at) }
