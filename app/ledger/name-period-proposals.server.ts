import type { NamesProposals } from '~/identity/named-proposal'
import { formatDay } from '~/platform/dates'

/** What proposals to close a period are about: its last day, which is its id. */
export const namePeriodProposals: NamesProposals = async (_sql, locale, proposals) =>
  new Map(
    proposals
      .filter(({ subject }) => subject.kind === 'period')
      .map(({ id, subject }) => [
        id,
        { about: formatDay(locale, subject.id), path: `/desk/period?through=${subject.id}` },
      ]),
  )
