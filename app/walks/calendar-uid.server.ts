import type { Config } from '~/platform/config.server'
import { opaqueKey } from './internal/links.server'

/** What a calendar knows a party's day by, always the same: calendars are shared, and a party's id is nobody's to know. */
export const calendarUid = (
  { SESSION_SECRET, PUBLIC_URL }: Pick<Config, 'SESSION_SECRET' | 'PUBLIC_URL'>,
  partyId: string,
): string => `${opaqueKey(SESSION_SECRET, 'calendar', partyId)}@${new URL(PUBLIC_URL).hostname}`
