import { formatFen } from '~/money/fen'
import { formatInstant } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { textsIn, wordsIn } from '~/platform/texts.server'
import type { GiftMatch, Matching } from './read-matching.server'

const named = (locale: Locale, sponsor: { zh: string; en: string } | null) =>
  sponsor ? inLocale(locale, sponsor) : textsIn(locale, 'backing')('match.someone')

/** What a campaign's page says of its matching gifts, with its words: the page's scripts are weighed. */
export function matchWords(locale: Locale, matching: Matching) {
  const t = textsIn(locale, 'backing')
  const [opens, closes] = [matching.opensAt, matching.closesAt].map((at) =>
    formatInstant(locale, new Date(at)),
  )
  return {
    ...wordsIn(locale, 'backing', ['match.matched', 'match.of', 'match.apart']),
    title: t('match.title', { sponsor: named(locale, matching.sponsor) }),
    rule: matching.perGiftFen
      ? t('match.ruleLimit', { most: formatFen(BigInt(matching.perGiftFen)) })
      : t('match.rule'),
    state: {
      early: t('match.state.early', { at: opens }),
      running: t('match.state.running', { at: closes }),
      full: t('match.state.full'),
      over: t('match.state.over', { at: closes }),
    },
  }
}
export type MatchWords = ReturnType<typeof matchWords>

/** For the donor: their gift was matched. */
export const giftMatchWords = (locale: Locale, match: GiftMatch): string =>
  textsIn(locale, 'backing')('match.yours', {
    amount: formatFen(match.fen),
    sponsor: named(locale, match.sponsor),
  })
