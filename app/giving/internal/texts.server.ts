import type { Locale, Translate } from '~/platform/i18n'
import { textsIn as textsOf } from '~/platform/texts.server'

/** The room's texts for papers and mails, which are made outside any request. */
export const textsIn = (locale: Locale): Translate<'papers'> => textsOf(locale, 'papers')
