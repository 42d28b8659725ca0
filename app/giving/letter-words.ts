import type { Locale } from '~/platform/i18n'
import { cleanText, lengthOf } from './gift-form'

/** What a thank-you says, in both languages: whoever gave in English is thanked in English. */
export type LetterWords = Record<Locale, { subject: string; text: string }>

/** What may stand in braces; everything else in braces is a mistake. */
export const letterFields = ['name', 'amount', 'campaign'] as const
export type LetterFacts = Record<(typeof letterFields)[number], string>

export const longestLetter = { subject: 80, text: 2_000 } as const
export type WordsFault = 'missing' | 'too-long' | 'unknown-field'
export type WordsErrors = Partial<
  Record<'subject-zh-CN' | 'text-zh-CN' | 'subject-en' | 'text-en', WordsFault>
>

const braces = /\{\s*([^{}]*?)\s*\}/g
const isField = (name: string): name is keyof LetterFacts => letterFields.some((known) => known === name)

function faultOf(text: string, longest: number): WordsFault | null {
  if (text === '') return 'missing'
  if (lengthOf(text) > longest) return 'too-long'
  // A brace that belongs to no field would be mailed as it stands.
  const rest = text.replace(braces, (all, name: string) => (isField(name) ? '' : all))
  return /[{}]/.test(rest) ? 'unknown-field' : null
}

/** Reads the template's four texts; what is wrong stands under the name of its field. */
export function readWords(form: FormData): { words: LetterWords; errors: WordsErrors } {
  const errors: WordsErrors = {}
  const read = (locale: Locale) => {
    const subject = cleanText(String(form.get(`subject-${locale}`) ?? ''), 'one')
    const text = cleanText(String(form.get(`text-${locale}`) ?? ''), 'many')
    const faults = {
      [`subject-${locale}`]: faultOf(subject, longestLetter.subject),
      [`text-${locale}`]: faultOf(text, longestLetter.text),
    }
    for (const [field, fault] of Object.entries(faults)) if (fault) errors[field as keyof WordsErrors] = fault
    return { subject, text }
  }
  const words = { 'zh-CN': read('zh-CN'), en: read('en') }
  return { words, errors }
}

/** A text with its fields filled in; what is filled in is never read as a field again. */
export const fillWords = (text: string, facts: LetterFacts): string =>
  text.replace(braces, (all, name: string) => (isField(name) ? facts[name] : all))
