import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'

/** What browsers with an install prompt of their own hand to a page (not in any standard's types yet). */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
}

const isStandalone = () =>
  matchMedia('(display-mode: standalone)').matches ||
  (navigator as Navigator & { standalone?: boolean }).standalone === true
const isIphone = () => /iPhone|iPad/.test(navigator.userAgent) && /Safari/.test(navigator.userAgent)

/** How to put the card on the home screen, where the browser can. */
export function InstallHint() {
  const { t } = useTranslation('card')
  const [prompt, setPrompt] = useState<InstallPrompt | null>(null)
  useEffect(() => {
    const keep = (event: Event) => {
      event.preventDefault()
      setPrompt(event as InstallPrompt)
    }
    addEventListener('beforeinstallprompt', keep)
    return () => removeEventListener('beforeinstallprompt', keep)
  }, [])
  if (isStandalone() || !(prompt || isIphone())) return null
  return (
    <section>
      <h2 className="card-title">{t('install.title')}</h2>
      {prompt ? (
        <Button
          type="button"
          variant="secondary"
          onClick={() => void prompt.prompt().finally(() => setPrompt(null))}
        >
          {t('install.button')}
        </Button>
      ) : (
        <p>{t('install.ios')}</p>
      )}
    </section>
  )
}
