import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'

const key = 'sun'

/** Chosen before: called before the first drawing, so that nothing flashes. */
export function rememberSun(): void {
  try {
    if (localStorage.getItem(key)) document.documentElement.dataset.theme = 'sun'
  } catch {
    // A browser that keeps nothing keeps no theme either.
  }
}

/** Black on white, for a phone in the sun. */
export function SunSwitch() {
  const { t } = useTranslation('card')
  const [on, setOn] = useState(document.documentElement.dataset.theme === 'sun')
  function turn() {
    if (on) delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = 'sun'
    try {
      if (on) localStorage.removeItem(key)
      else localStorage.setItem(key, '1')
    } catch {
      // As above.
    }
    setOn(!on)
  }
  return (
    <Button type="button" variant="secondary" onClick={turn}>
      {on ? t('sun.off') : t('sun.on')}
    </Button>
  )
}
