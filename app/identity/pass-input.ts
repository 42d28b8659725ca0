import { z } from 'zod'
import { isDay } from '~/platform/dates'
import { passRoles } from './role'

/** One line of words: spaces within are one, so that a place is not two by a slip of the finger. */
const words = (most: number) =>
  z
    .string()
    .normalize()
    .transform((text) => text.replace(/\s+/gu, ' ').trim())
    .pipe(z.string().refine((text) => [...text].length <= most && !/\p{Cc}/u.test(text)))
const someWords = (most: number) => words(most).pipe(z.string().min(1))

/** The longest name of a place, of who carries the pass, and of its hours, in code points. */
export const longestPassWord = 40

export const passInput = z.object({
  /** Made with the form: sent twice, it makes one pass. */
  id: z.uuid(),
  role: z.enum(passRoles),
  campaign: z.string().regex(/^[a-z0-9-]{1,64}$/),
  place: someWords(longestPassWord),
  /** Which place of the walk or stall of the market it is; empty where it is neither. */
  placeKey: z
    .string()
    .regex(/^((place|stall):[a-z0-9-]{1,32})?$/)
    .default(''),
  label: someWords(longestPassWord),
  validOn: z.string().refine(isDay),
  hours: words(longestPassWord).default(''),
  contact: words(60).default(''),
})
export type PassInput = z.input<typeof passInput>
