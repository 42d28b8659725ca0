import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { LinkButton } from '~/ui/link-button'
import { Money } from '~/ui/money'
import { Notice, type NoticeKind } from '~/ui/notice'
import type { Gift, GiftState } from './gift'

const kinds: Record<Exclude<GiftState, 'confirmed'>, NoticeKind> = {
  started: 'attention',
  pending: 'attention',
  failed: 'refused',
  expired: 'refused',
  held: 'attention',
}

export interface GiftStateNoticeProps {
  gift: Pick<Gift, 'state' | 'amountFen' | 'feeCoverFen' | 'checkoutUrl' | 'refunded' | 'refundedFen'>
  campaign: string
  /** Where a new gift begins. */
  giveAgain: string
  leafIndex: bigint | null
  /** The donor closed the payment page; it only changes the wording while nothing has arrived. */
  cancelled: boolean
  waits: boolean
}

/** What happened to the payment, what it means, what to do. It changes while the page is open, so it is read out. */
export function GiftStateNotice(props: GiftStateNoticeProps) {
  const { gift, campaign, giveAgain, leafIndex, cancelled, waits } = props
  const { t } = useTranslation('giving')
  const { state } = gift
  const text =
    state === 'started' && cancelled
      ? t('gift.started.cancelled')
      : t(`gift.${state}.text`, { amount: formatFen(gift.amountFen) })
  return (
    <header className={state === 'confirmed' ? 'no-print' : undefined}>
      <p className="text-soft">{t('gift.for', { campaign })}</p>
      <div role="status">
        <h1 className="mt-1 font-serif text-3xl font-bold">{t(`gift.${state}.title`)}</h1>
        {state === 'confirmed' ? (
          <p className="mt-2 text-lg">
            {text}{' '}
            <span className="tabular text-base whitespace-nowrap text-soft">
              {leafIndex === null
                ? t('gift.confirmed.sealing')
                : t('gift.confirmed.entry', { index: leafIndex.toString() })}
            </span>
          </p>
        ) : (
          <>
            <p className="@container mt-3">
              <Money fen={gift.amountFen + gift.feeCoverFen} size="display" />
              {gift.feeCoverFen > 0n && (
                <span className="block text-soft">
                  {t('gift.withFee', { amount: formatFen(gift.feeCoverFen) })}
                </span>
              )}
            </p>
            <div className="mt-4">
              <Notice kind={kinds[state]}>
                <p>{text}</p>
                {waits && !cancelled && <p className="text-sm">{t('gift.waiting')}</p>}
                {waits && (
                  <noscript>
                    <p className="text-sm">{t('gift.noScript')}</p>
                  </noscript>
                )}
              </Notice>
            </div>
          </>
        )}
      </div>
      {state === 'confirmed' && gift.refundedFen > 0n && (
        <div className="mt-4">
          <Notice kind="attention">
            {gift.refunded
              ? t('check.refunded')
              : t('check.refundedPart', { amount: formatFen(gift.refundedFen) })}
          </Notice>
        </div>
      )}
      {state === 'started' && gift.checkoutUrl && (
        <p className="mt-5">
          <LinkButton to={gift.checkoutUrl} size="large" className="max-sm:w-full" reloadDocument>
            {t('gift.started.again')}
          </LinkButton>
        </p>
      )}
      {(state === 'failed' || state === 'expired') && (
        <p className="mt-5">
          <LinkButton to={giveAgain} size="large" className="max-sm:w-full" reloadDocument>
            {t('gift.again')}
          </LinkButton>
        </p>
      )}
    </header>
  )
}
