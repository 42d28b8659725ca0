import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Role } from '~/identity/role'
import { formatInstant } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Notice } from '~/ui/notice'

export interface WaitingProposal {
  id: string
  action: string
  proposedByName: string
  proposedAt: Date
  note: string
  /** Proposed by whoever reads this: then it is for others to decide. */
  mine: boolean
  /** The campaign was edited since. */
  stale: boolean
  decidedBy: readonly Role[]
}

/** What was asked for and waits for a second person, above the page it is about. */
export function WaitingProposals({
  locale,
  proposals,
}: {
  locale: Locale
  proposals: readonly WaitingProposal[]
}) {
  const { t } = useTranslation('editing')
  const anyOf = new Intl.ListFormat(locale, { type: 'disjunction' })
  return proposals.map((p) => (
    <Notice
      key={p.id}
      kind="attention"
      title={t(`waiting.${p.action.replaceAll('.', '-')}` as 'waiting.campaign-open')}
    >
      <p>
        {t('waiting.by', { name: p.proposedByName, time: formatInstant(locale, p.proposedAt) })}
        {p.note && ` ${t('waiting.note', { note: p.note })}`}
      </p>
      <p>
        {t(p.mine ? 'waiting.notYou' : 'waiting.who', {
          roles: anyOf.format(p.decidedBy.map((role) => t(`role.${role}` as 'role.treasurer'))),
        })}
      </p>
      {p.stale && <p className="font-semibold">{t('waiting.stale')}</p>}
      <p>
        <Link className="link inline-block py-2" to={pathIn(locale, '/desk/proposals')}>
          {t('waiting.go')}
        </Link>
      </p>
    </Notice>
  ))
}
