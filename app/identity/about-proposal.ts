import { formatDay } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'

/** What a proposal is about, as people call it; a period's id is its last day. `campaigns`: names by slug. */
export const aboutProposal = (
  locale: Locale,
  { kind, id }: { kind: string; id: string },
  campaigns: ReadonlyMap<string, string>,
): string => (kind === 'period' ? formatDay(locale, id) : (campaigns.get(id) ?? id))
