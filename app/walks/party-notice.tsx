import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { WayChoice, type WaysOfPaying } from '~/giving/way-choice'
import { formatFen } from '~/money/fen'
import { formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import type { Party } from './find-party.server'

interface PartyNoticeProps {
  locale: Locale
  party: Pick<Party, 'walkers' | 'ahead' | 'heldUntil' | 'lapsedAt' | 'feeFen' | 'contactEmail' | 'payment'>
  /** The party's page. */
  here: string
  /** How to pay, where there is a choice. */
  ways: WaysOfPaying | null
}

/** Where the registration stands: sure, waiting, to be paid, given up. */
export function PartyNotice({ locale, party, here, ways }: PartyNoticeProps) {
  const { t } = useTranslation('registration')
  const has = (state: string) => party.walkers.filter((walker) => walker.state === state).length
  const unpaid = has('unpaid')
  if (unpaid > 0 && party.heldUntil)
    return (
      <Notice kind="attention" title={t('party.unpaid', { until: formatInstant(locale, party.heldUntil) })}>
        <p>{party.payment === 'pending' ? t('party.payUnderWay') : t('party.unpaidText')}</p>
        <Form method="post" action={`${here}/pay`} reloadDocument className="space-y-3">
          {ways && <WayChoice ways={ways} />}
          <Button variant="primary">
            {t('party.pay', { sum: formatFen(party.feeFen * BigInt(unpaid)) })}
          </Button>
        </Form>
      </Notice>
    )
  if (has('waiting') > 0)
    return (
      <Notice kind="info" title={t('party.waiting')}>
        {t('party.waitingText', { count: party.ahead ?? 0, n: party.ahead ?? 0 })}
      </Notice>
    )
  if (has('registered') > 0)
    return (
      <Notice kind="done" title={t('party.done')}>
        <p>{t('party.doneText')}</p>
        {party.contactEmail && <p>{t('party.keep', { email: party.contactEmail })}</p>}
      </Notice>
    )
  if (party.lapsedAt)
    return (
      <Notice kind="refused" title={t('party.lapsed')}>
        {t('party.lapsedText')}
      </Notice>
    )
  return <Notice kind="info" title={t('party.cancelled')} />
}
