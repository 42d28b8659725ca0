import { useTranslation } from 'react-i18next'
import { Disclosure } from '~/ui/disclosure'
import { CancelForm } from './cancel-form'

interface PartyEndProps {
  intent: 'cancel-all' | 'erase'
  error?: string
}

/** What ends a party: cancelling everybody, or taking out what is personal once it is over. */
export function PartyEnd({ intent, error }: PartyEndProps) {
  const { t } = useTranslation('registration')
  const label = intent === 'erase' ? t('party.erase') : t('party.cancelAll')
  return (
    <div className="no-print">
      <Disclosure summary={label} open={error !== undefined}>
        <CancelForm intent={intent} label={label} error={error} />
      </Disclosure>
    </div>
  )
}
