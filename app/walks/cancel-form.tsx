import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'

interface CancelFormProps {
  intent: 'cancel' | 'cancel-all' | 'erase'
  walker?: string
  label: string
  /** Said when the tick was missing. */
  error?: string
}

/** Gives places back: a tick first, for it cannot be undone. */
export function CancelForm({ intent, walker, label, error }: CancelFormProps) {
  const { t } = useTranslation('registration')
  return (
    <Form method="post" action="." className="space-y-3" reloadDocument>
      <input type="hidden" name="intent" value={intent} />
      {walker && <input type="hidden" name="walker" value={walker} />}
      <p>{intent === 'erase' ? t('party.eraseText') : t('party.cancelText')}</p>
      <CheckboxField
        name="sure"
        id={`sure-${walker ?? intent}`}
        value="yes"
        label={intent === 'erase' ? t('party.sureErase') : t('party.sure')}
        error={error}
      />
      <Button variant="danger">{label}</Button>
    </Form>
  )
}
