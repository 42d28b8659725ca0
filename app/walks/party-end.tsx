import { useTranslation } from 'react-i18next'
import { Disclosure } from '~/ui/disclosure'
import { CancelForm } from './cancel-form'

/** Cancels everybody of a party at once. */
export function PartyEnd({ error }: { error?: string }) {
  const { t } = useTranslation('registration')
  return (
    <div className="no-print">
      <Disclosure summary={t('party.cancelAll')} open={error !== undefined}>
        <CancelForm intent="cancel-all" label={t('party.cancelAll')} error={error} />
      </Disclosure>
    </div>
  )
}
