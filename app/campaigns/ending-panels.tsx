import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { Panel } from '~/ui/panel'
import { TextArea } from '~/ui/text-area'

export interface EndingPanelProps {
  error?: string
  note?: string
}

/** Stops giving, for good: whoever does it says that they are sure. */
export function ClosingPanel({ error, note }: EndingPanelProps) {
  const { t } = useTranslation('editing')
  return (
    <Panel id="close" title={t('close.title')} tone="plain">
      <p>{t('close.lead')}</p>
      <Form method="post" reloadDocument className="mt-3 space-y-4">
        <TextArea
          name="note"
          label={t('field.reason')}
          optionalText={t('form.optional')}
          rows={2}
          defaultValue={note ?? ''}
        />
        <CheckboxField name="sure" value="yes" label={t('close.sure')} error={error} />
        <Button variant="danger" name="intent" value="close">
          {t('close.do')}
        </Button>
      </Form>
    </Panel>
  )
}

/** Asks a second person to settle what is closed. */
export function SettlingPanel({ error, note }: EndingPanelProps) {
  const { t } = useTranslation('editing')
  return (
    <Panel id="settle" title={t('settle.title')} tone="plain">
      <p>{t('settle.lead')}</p>
      <Form method="post" reloadDocument className="mt-3 space-y-4">
        <TextArea
          name="note"
          label={t('open.note')}
          optionalText={t('form.optional')}
          rows={2}
          error={error}
          defaultValue={note ?? ''}
        />
        <Button name="intent" value="propose-settle">
          {t('settle.propose')}
        </Button>
      </Form>
    </Panel>
  )
}
