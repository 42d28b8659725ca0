import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { FieldError } from '~/ui/field-error'
import { Panel } from '~/ui/panel'

export interface RemovePanelProps {
  what: 'place' | 'level'
  version: number
  /** Why it cannot be. */
  reason?: string
}

/** Takes a place or a level out of the walk, where nothing speaks against it. */
export function RemovePanel({ what, version, reason }: RemovePanelProps) {
  const { t } = useTranslation('organising')
  return (
    <Panel id="remove" title={t(`remove.${what}.title`)} tone="plain">
      <p className="text-soft">{t(`remove.${what}.lead`)}</p>
      <Form method="post" reloadDocument className="mt-3">
        <input type="hidden" name="version" value={version} />
        <Button name="intent" value="remove" variant="danger" aria-describedby={reason && 'remove-error'}>
          {t(`remove.${what}.do`)}
        </Button>
        {reason && <FieldError id="remove-error">{t(`error.${reason}` as 'error.needed')}</FieldError>}
      </Form>
    </Panel>
  )
}
