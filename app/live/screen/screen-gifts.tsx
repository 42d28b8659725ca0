import { useTranslation } from 'react-i18next'
import type { RecentGift } from '~/giving/recent-gift-shape'
import { Money } from '~/ui/money'
import { ScreenWords } from './screen-words'

interface ScreenGiftsProps {
  gifts: RecentGift[]
  summary: string
  /** It takes gifts today: then an empty list asks for the first. */
  open: boolean
}

/** The newest gifts: a name only by consent, a message only after it was read. What does not fit is left out whole. */
export function ScreenGifts({ gifts, summary, open }: ScreenGiftsProps) {
  const { t } = useTranslation('screen')
  return (
    <section className="screen-gifts" aria-label={t('recent')}>
      {(open || gifts.length > 0) && (
        <div className="screen-list">
          <h2>{t('recent')}</h2>
          {gifts.length === 0 ? (
            <p className="screen-none">
              <b>{t('empty')}</b>
              <span>{t('emptyHint')}</span>
            </p>
          ) : (
            <ol>
              {gifts.map((gift) => (
                <li key={gift.index}>
                  <span className={gift.name ? undefined : 'screen-quiet'}>
                    {gift.name ?? t('anonymous')}
                  </span>
                  <Money fen={gift.amountFen} />
                </li>
              ))}
            </ol>
          )}
        </div>
      )}
      <ScreenWords gifts={gifts} otherwise={summary} />
    </section>
  )
}
