import { type ChoiceErrors, type LetterChoice, readChoice } from './letter-choice'
import { type LetterWords, readWords, type WordsErrors } from './letter-words'

/** What was typed, as the browser sends it. */
export interface ThanksFields {
  about: string
  fromOn: string
  toOn: string
  words: LetterWords
}
export interface ThanksErrors {
  choice: ChoiceErrors
  words: WordsErrors
}

/** Reads the desk's form for thank-yous: whose gifts, and what is said. */
export function readThanksForm(
  form: FormData,
):
  | { ok: true; fields: ThanksFields; choice: LetterChoice; words: LetterWords }
  | { ok: false; fields: ThanksFields; errors: ThanksErrors } {
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 100)
  const typed = { about: text('about'), fromOn: text('fromOn'), toOn: text('toOn') }
  const { words, errors } = readWords(form)
  const fields = { ...typed, words }
  const choice = readChoice(typed)
  if (choice.ok && Object.keys(errors).length === 0) return { ok: true, fields, choice: choice.choice, words }
  return { ok: false, fields, errors: { choice: choice.ok ? {} : choice.errors, words: errors } }
}
