import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Panel } from '~/ui/panel'
import { TextArea } from '~/ui/text-area'
import type { missingToOpen } from './campaign-editing'

export interface OpeningPanelProps {
  /** The campaign's place at the desk. */
  here: string
  missing: ReturnType<typeof missingToOpen>
  mayChange: boolean
  mayOpen: boolean
  error?: string
  note?: string
}

/** What a draft still needs before it can be opened, with the way there; when nothing is missing, a form that asks a second person. */
export function OpeningPanel({ here, missing, mayChange, mayOpen, error, note }: OpeningPanelProps) {
  const { t } = useTranslation('editing')
  return (
    <Panel id="open" title={t('open.title')}>
      {missing.length > 0 ? (
        <>
          <p>{t('open.missing')}</p>
          <ul className="mt-2 list-disc space-y-1 ps-5">
            {missing.map((fault) => (
              <li key={fault}>
                {mayChange ? (
                  <Link
                    className="link inline-block py-1"
                    to={`${here}/${/^(routing|unknown)/.test(fault) ? 'routing' : 'edit'}`}
                  >
                    {t(`error.${fault}`)}
                  </Link>
                ) : (
                  t(`error.${fault}`)
                )}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t('open.ready')}</p>
      )}
      {missing.length === 0 && mayOpen && (
        <Form method="post" reloadDocument className="mt-4 space-y-4">
          <TextArea
            name="note"
            label={t('open.note')}
            optionalText={t('form.optional')}
            rows={2}
            error={error}
            defaultValue={note ?? ''}
          />
          <Button name="intent" value="propose-open">
            {t('open.propose')}
          </Button>
        </Form>
      )}
    </Panel>
  )
}
