import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Panel } from '~/ui/panel'
import type { RefundsOfLine, UnseenRefund } from './match-refund.server'

/** The refund that a debit is, or those of its sum that no line has shown yet. */
export function BankLineRefunds({
  is,
  may,
  mayChange,
  locale,
}: RefundsOfLine & { mayChange: boolean; locale: Locale }) {
  const { t } = useTranslation('bank')
  const pending = useNavigation().state !== 'idle'
  const told = (refund: UnseenRefund) => (
    <>
      <span className="block">
        {t('match.refundText', { day: formatDay(locale, refund.refundedOn), who: refund.paidName })}
      </span>
      <Link
        className="link inline-flex min-h-11 items-center"
        to={pathIn(locale, `/desk/gifts/${refund.giftId}`)}
      >
        {t('match.toGift')}
      </Link>
    </>
  )
  if (is)
    return (
      <Panel id="refund" title={t('match.refundIs')} tone="plain">
        {told(is)}
      </Panel>
    )
  if (may.length === 0) return null
  return (
    <Panel id="refund" title={t('match.refund')}>
      <ul className="divide-y divide-line">
        {may.map((refund) => (
          <li key={refund.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <span className="min-w-0">{told(refund)}</span>
            {mayChange && (
              <Form method="post">
                <input type="hidden" name="refund" value={refund.id} />
                <Button name="intent" value="refund" pending={pending}>
                  {t('match.refundTake')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
