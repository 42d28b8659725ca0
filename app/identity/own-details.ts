import { z } from 'zod'
import type { Locale } from '~/platform/i18n'

const longestName = 80

/** What a person is called here: the same wherever a name is given, by an invitation or later. */
export const personName = z.string().trim().min(1).max(longestName)
export const personLocale = z.enum(['zh-CN', 'en'] satisfies Locale[])

/** What people change about themselves. */
export const ownDetails = z.object({ name: personName, locale: personLocale })
export type OwnDetails = z.infer<typeof ownDetails>
