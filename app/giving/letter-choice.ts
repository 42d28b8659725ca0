import { type Day, isDay } from '~/platform/dates'

/** Whose gifts a thank-you is about: of one campaign or of one fund, by the days on which they arrived. */
export interface LetterChoice {
  campaign: string | null
  fund: string | null
  fromOn: Day
  toOn: Day
}
export type ChoiceErrors = {
  about?: 'choose'
  fromOn?: 'not-a-day'
  toOn?: 'not-a-day' | 'before-from'
}

const slug = /^[a-z0-9-]{1,64}$/

/** `about` is `campaign:<slug>` or `fund:<slug>`. */
export function readChoice(
  fields: Record<'about' | 'fromOn' | 'toOn', string>,
): { ok: true; choice: LetterChoice } | { ok: false; errors: ChoiceErrors } {
  const errors: ChoiceErrors = {}
  const [kind = '', name = ''] = fields.about.split(':')
  if (!['campaign', 'fund'].includes(kind) || !slug.test(name)) errors.about = 'choose'
  if (!isDay(fields.fromOn)) errors.fromOn = 'not-a-day'
  if (!isDay(fields.toOn)) errors.toOn = 'not-a-day'
  else if (!errors.fromOn && fields.toOn < fields.fromOn) errors.toOn = 'before-from'
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  return {
    ok: true,
    choice: {
      campaign: kind === 'campaign' ? name : null,
      fund: kind === 'fund' ? name : null,
      fromOn: fields.fromOn,
      toOn: fields.toOn,
    },
  }
}
