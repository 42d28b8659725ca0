import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { Panel } from '~/ui/panel'

/** On a person's page: for somebody who has lost phone and backup codes. */
export function ResetFactorPanel({ administers, notSure }: { administers: boolean; notSure?: string }) {
  const { t } = useTranslation('people')
  return (
    <Panel id="reset-factor" title={t('person.resetFactor')} tone="plain">
      <p>{t(administers ? 'error.reset-administrator' : 'person.resetFactorLead')}</p>
      {!administers && (
        <Form method="post" reloadDocument className="mt-3 space-y-4">
          <CheckboxField
            id="sure-reset"
            name="sure"
            value="yes"
            label={t('person.resetFactorSure')}
            error={notSure}
          />
          <Button variant="danger" name="intent" value="reset-factor">
            {t('person.resetFactorDo')}
          </Button>
        </Form>
      )}
    </Panel>
  )
}
