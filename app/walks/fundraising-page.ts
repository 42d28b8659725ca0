import { cleanText, lengthOf } from '~/giving/gift-form'
import { type Fen, parseYuan } from '~/money/fen'

/** A walker's or a unit's own page, as everybody sees it. */
export interface FundraisingPage {
  slug: string
  campaign: string
  kind: 'personal' | 'team'
  title: string
  story: string
  goalFen: Fen | null
  state: 'shown' | 'hidden'
  /** Why an organiser hid it, in words for its owner; empty while it shows. */
  hiddenWhy: string
  /** Of confirmed gifts that came through it. */
  raisedFen: Fen
  gifts: number
}

export interface PageFields {
  title: string
  story: string
  goal: string
}
export type PageErrors = Partial<Record<'title' | 'story' | 'goal', 'missing' | 'too-long' | 'not-an-amount'>>
export const longestPage = { title: 40, story: 1_000, hiddenWhy: 200 } as const

/** What a gift names when a page led to it (`giving_gift.via`). */
export const viaPage = (slug: string): string => `page:${slug}`
/** The page that a posted `via` names, or null: nothing else may be said by a form. */
export const pageOfVia = (via: string | null): string | null =>
  /^page:([0-9a-hj-km-np-tv-z]{10})$/.exec(via ?? '')?.[1] ?? null

/** Checks what was typed; faults by field. */
export function readPage(
  fields: PageFields,
):
  | { ok: true; draft: { title: string; story: string; goalFen: Fen | null } }
  | { ok: false; errors: PageErrors } {
  const errors: PageErrors = {}
  const title = cleanText(fields.title, 'one')
  const story = cleanText(fields.story, 'many')
  if (title === '') errors.title = 'missing'
  else if (lengthOf(title) > longestPage.title) errors.title = 'too-long'
  if (lengthOf(story) > longestPage.story) errors.story = 'too-long'
  const typed = fields.goal.trim()
  const goal = typed === '' ? null : parseYuan(typed)
  if (goal && !goal.ok) errors.goal = 'not-an-amount'
  if (Object.keys(errors).length > 0 || (goal && !goal.ok)) return { ok: false, errors }
  return { ok: true, draft: { title, story, goalFen: goal?.fen ?? null } }
}
