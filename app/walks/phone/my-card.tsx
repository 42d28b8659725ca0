import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { buttonClass } from '~/ui/button-look'
import { type CardId, readCardId, spellCard, ticketUrl } from '../card-id'
import type { WalkPlan } from '../walk-plan'
import type { CardState } from './card-state'
import { FinishCode } from './finish-code'
import { PhoneQr } from './phone-qr'

interface Props {
  state: CardState
  plan: WalkPlan
  publicUrl: string
  onRestore: (card: CardId) => Promise<void>
}

/** The card's code, its QR, the finish code, and how to get a card back. */
export function MyCard({ state: { card, given, entries }, plan, publicUrl, onRestore }: Props) {
  const { t, i18n } = useTranslation('card')
  const locale = i18n.language as Locale
  const [showing, setShowing] = useState(false)
  const scans = entries.flatMap(({ item, state }) =>
    item.campaign === plan.campaign && item.made.card === card && state !== 'refused' && item.made.code
      ? [{ at: item.made.at, code: item.made.code }]
      : [],
  )
  return (
    <section>
      <h2 className="card-title">{t('mine.title')}</h2>
      {card ? (
        <div className="grid gap-4">
          {showing ? (
            <FinishCode card={card} scans={scans} onClose={() => setShowing(false)} />
          ) : (
            <div>
              <Button type="button" variant="secondary" wide onClick={() => setShowing(true)}>
                {t('mine.finish')}
              </Button>
              <p className="mt-1 text-sm">{t('mine.finishHint')}</p>
            </div>
          )}
          <details className="card-fold">
            <summary>{t('mine.code')}</summary>
            <p className="card-code">{spellCard(card)}</p>
            <p>{t('mine.codeHint')}</p>
            <PhoneQr text={ticketUrl(publicUrl, card)} title={t('mine.qr')} />
          </details>
          {!given?.registered && (
            <a
              className={buttonClass({ variant: 'secondary', wide: true })}
              href={pathIn(locale, `/campaigns/${plan.campaign}/register?card=${card}`)}
            >
              {t('mine.register')}
            </a>
          )}
        </div>
      ) : (
        <p>{t('mine.noneYet')}</p>
      )}
      <Restore onRestore={onRestore} />
    </section>
  )
}

function Restore({ onRestore }: Pick<Props, 'onRestore'>) {
  const { t } = useTranslation('card')
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  function send(event: FormEvent) {
    event.preventDefault()
    const card = readCardId(typed)
    setWrong(!card)
    if (!card) return
    setTyped('')
    scrollTo({ top: 0 })
    void onRestore(card)
  }
  return (
    <details className="card-fold mt-4">
      <summary>{t('mine.restore')}</summary>
      <form className="grid gap-3" noValidate onSubmit={send}>
        <p id="restore-hint">{t('mine.restoreHint')}</p>
        <label className="block font-semibold" htmlFor="restore">
          {t('mine.restoreLabel')}
        </label>
        <input
          id="restore"
          className="card-input"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-describedby={wrong ? 'restore-wrong restore-hint' : 'restore-hint'}
          aria-invalid={wrong || undefined}
        />
        {wrong && (
          <p id="restore-wrong" role="alert" className="font-semibold text-kapok-text">
            {t('mine.restoreWrong')}
          </p>
        )}
        <Button variant="secondary">{t('mine.restoreGo')}</Button>
      </form>
    </details>
  )
}
