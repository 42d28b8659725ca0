import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { LinkButton } from '~/ui/link-button'
import { Notice, type NoticeKind } from '~/ui/notice'
import { Seal } from '~/ui/seal'
import type { Gift, GiftState } from './gift'

const kinds: Record<GiftState, NoticeKind> = {
  started: 'attention',
  pending: 'attention',
  confirmed: 'done',
  failed: 'refused',
  expired: 'refused',
  held: 'attention',
}

export interface GiftStateNoticeProps {
  gift: Pick<Gift, 'state' | 'amountFen' | 'feeCoverFen' | 'checkoutUrl' | 'refunded'>
  leafIndex: bigint | null
  /** The donor closed the payment page; it only changes the wording while nothing has arrived. */
  cancelled: boolean
  waits: boolean
}

/** What happened to the payment, what it means, what to do. */
export function GiftStateNotice({ gift, leafIndex, cancelled, waits }: GiftStateNoticeProps) {
  const { t } = useTranslation('giving')
  const amount = formatFen(gift.amountFen)
  const { state } = gift
  return (
    <div className="gift-state">
      {state === 'confirmed' && <Seal name="到账" characters="到账" animate size={88} />}
      <Notice kind={kinds[state]} live title={<span className="text-xl">{t(`gift.${state}.title`)}</span>}>
        <p>
          {state === 'started' && cancelled
            ? t('gift.started.cancelled')
            : t(`gift.${state}.text`, { amount })}
        </p>
        {state === 'confirmed' && (
          <p className="text-sm">
            {leafIndex === null
              ? t('gift.confirmed.sealing')
              : t('gift.confirmed.entry', { index: leafIndex.toString() })}
          </p>
        )}
        {gift.refunded && <p>{t('check.refunded')}</p>}
        {state === 'started' && gift.checkoutUrl && (
          <p>
            <LinkButton to={gift.checkoutUrl} variant="secondary" reloadDocument>
              {t('gift.started.again')}
            </LinkButton>
          </p>
        )}
        {waits && state !== 'confirmed' && <p className="text-sm">{t('gift.waiting')}</p>}
        {waits && (
          <noscript>
            <p className="text-sm">{t('gift.noScript')}</p>
          </noscript>
        )}
      </Notice>
    </div>
  )
}
