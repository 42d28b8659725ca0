import { useRevalidator } from '@remix-run/react'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { TextField } from '~/ui/text-field'
import { addPasskey } from './webauthn'

/** Makes a passkey on this device; says so where the browser has none, or runs no scripts. */
export function AddPasskey() {
  const { t } = useTranslation('account')
  const { revalidate } = useRevalidator()
  const [state, setState] = useState<'absent' | 'ready' | 'busy' | 'failed' | 'done'>('absent')
  useEffect(() => {
    if (window.PublicKeyCredential) setState('ready')
  }, [])
  if (state === 'absent') return <p>{t('passkeys.absent')}</p>
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setState('busy')
    addPasskey(String(new FormData(event.currentTarget).get('new-name') ?? '')).then(
      () => {
        setState('done')
        revalidate()
      },
      () => setState('failed'),
    )
  }
  return (
    <form onSubmit={add} className="max-w-md space-y-4">
      {state === 'failed' && (
        <Notice kind="refused" live>
          {t('passkeys.failed')}
        </Notice>
      )}
      {state === 'done' && (
        <Notice kind="done" live>
          {t('passkeys.done')}
        </Notice>
      )}
      <TextField name="new-name" label={t('passkeys.name')} hint={t('passkeys.nameHint')} maxLength={60} />
      <Button variant="secondary" pending={state === 'busy'}>
        {t('passkeys.add')}
      </Button>
    </form>
  )
}
