import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { Disclosure } from '~/ui/disclosure'

/** A leader takes their own data out: a tick first, for it cannot be undone. */
export function LeaderEnd({ error }: { error?: string }) {
  const { t } = useTranslation('registration')
  return (
    <Disclosure summary={t('unit.erase')} open={error !== undefined}>
      <Form method="post" action="." className="space-y-3" reloadDocument>
        <input type="hidden" name="intent" value="erase" />
        <p>{t('unit.eraseText')}</p>
        <CheckboxField name="sure" value="yes" label={t('party.sureErase')} error={error} />
        <Button variant="danger">{t('unit.erase')}</Button>
      </Form>
    </Disclosure>
  )
}
