import { useTranslation } from 'react-i18next'
import type { Press } from './stall-till'

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Big keys. Digits are fen: no point is needed. */
export function KeyPad({ press }: { press: (pressed: Press) => void }) {
  const { t } = useTranslation('till')
  return (
    <div className="till-keys">
      {digits.map((digit) => (
        <button
          key={digit}
          type="button"
          className="till-key"
          onClick={() => press({ press: 'digit', digit })}
        >
          {digit}
        </button>
      ))}
      <button type="button" className="till-key" onClick={() => press({ press: 'double-zero' })}>
        00
      </button>
      <button type="button" className="till-key" onClick={() => press({ press: 'digit', digit: 0 })}>
        0
      </button>
      <button
        type="button"
        className="till-key"
        aria-label={t('erase')}
        onClick={() => press({ press: 'back' })}
      >
        ⌫
      </button>
    </div>
  )
}
