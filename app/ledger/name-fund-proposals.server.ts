import type { NamesProposals } from '~/identity/named-proposal'
import { inLocale } from '~/platform/i18n'
import { nameFunds } from './name-funds.server'

/** What proposals to change a fund's purpose are about. */
export const nameFundProposals: NamesProposals = async (sql, locale, proposals) => {
  const ours = proposals.filter(({ subject }) => subject.kind === 'fund')
  const names = await nameFunds(
    sql,
    ours.map(({ subject }) => subject.id),
  )
  return new Map(
    ours.map(({ id, subject: { id: slug } }) => [
      id,
      { about: names[slug] ? inLocale(locale, names[slug]) : slug, path: `/desk/funds/${slug}` },
    ]),
  )
}
