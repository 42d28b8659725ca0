import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { signInWithPasskey } from './webauthn'

/** The passkey's button, and then on to `to`; drawn only where the browser has passkeys, which needs scripts. */
export function PasskeySignIn({ to }: { to: string }) {
  const { t } = useTranslation('account')
  const [state, setState] = useState<'absent' | 'ready' | 'busy' | 'failed'>('absent')
  useEffect(() => {
    if (window.PublicKeyCredential) setState('ready')
  }, [])
  if (state === 'absent') return null
  const start = () => {
    setState('busy')
    signInWithPasskey().then(
      () => window.location.assign(to),
      () => setState('failed'),
    )
  }
  return (
    <div className="space-y-3">
      {state === 'failed' && (
        <Notice kind="refused" live>
          <p>{t('signIn.passkeyFailed')}</p>
        </Notice>
      )}
      <Button type="button" variant="secondary" pending={state === 'busy'} onClick={start}>
        {t('signIn.byPasskey')}
      </Button>
    </div>
  )
}
