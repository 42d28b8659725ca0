import { useTranslation } from 'react-i18next'
import { DefinitionList } from '~/ui/definition-list'
import { Panel } from '~/ui/panel'
import type { WalkerContact } from './look-at-walker.server'

/** How to reach one walker: numbers that a phone dials. */
export function WalkerContactPanel({ contact }: { contact: WalkerContact }) {
  const { t } = useTranslation('walkers')
  const dial = (phone: string) =>
    phone === '' ? (
      '—'
    ) : (
      <a className="link inline-flex min-h-11 items-center" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
        {phone}
      </a>
    )
  return (
    <Panel id="contact" title={t('contactOf', { name: contact.name })} tone="sunk">
      <DefinitionList
        items={[
          { term: t('column.contact'), detail: contact.contactName },
          { term: t('column.phone'), detail: dial(contact.contactPhone) },
          { term: t('column.email'), detail: contact.contactEmail || '—' },
          ...(contact.guardianName ? [{ term: t('column.guardian'), detail: contact.guardianName }] : []),
          { term: t('column.emergency'), detail: contact.emergencyName || '—' },
          { term: t('column.emergencyPhone'), detail: dial(contact.emergencyPhone) },
        ]}
      />
      <p className="mt-2 text-sm text-soft">{t('lookTold')}</p>
    </Panel>
  )
}
