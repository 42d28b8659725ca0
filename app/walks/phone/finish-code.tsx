import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import type { CardId } from '../card-id'
import { cardQrTexts, type ShownCard } from '../card-qr'
import { PhoneQr } from './phone-qr'

/** The code says this phone's time, by which the desk sets the scans right: drawn anew before it is old. */
const renewMs = 15_000

interface Props {
  card: CardId
  scans: ShownCard['scans']
  onClose: () => void
}

/** The whole card as one QR for the finish desk: neither side needs a signal. */
export function FinishCode({ card, scans, onClose }: Props) {
  const { t } = useTranslation('card')
  const [shownAt, setShownAt] = useState(Date.now)
  const [part, setPart] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setShownAt(Date.now()), renewMs)
    return () => clearInterval(timer)
  }, [])
  const texts = cardQrTexts({ card, shownAt, scans })
  const n = part % texts.length
  return (
    <div className="grid gap-3 text-center">
      <PhoneQr text={texts[n]!} title={t('mine.finish')} />
      {texts.length > 1 && (
        <>
          <p>{t('mine.finishPart', { n: n + 1, all: texts.length })}</p>
          <Button type="button" onClick={() => setPart(n + 1)}>
            {t('mine.finishNext')}
          </Button>
        </>
      )}
      <p>{t('mine.finishHint')}</p>
      <Button type="button" variant="secondary" wide onClick={onClose}>
        {t('mine.finishClose')}
      </Button>
    </div>
  )
}
