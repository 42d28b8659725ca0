import { useTranslation } from 'react-i18next'
import { formatDay, formatInstant } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import { Money } from '~/ui/money'
import type { GiftFile } from './gift-file'
import { giftChannels } from './gift-filter'

const code = (text: string | null) => (text === null ? '—' : <code className="text-sm">{text}</code>)

/** What of a gift is money, time and references. */
export function GiftFileFacts({ file, locale, pdf }: { file: GiftFile; locale: Locale; pdf: string }) {
  const { t } = useTranslation('gifts')
  const { gift, leafIndex } = file
  const channel = giftChannels.find((known) => known === gift.channel) ?? 'none'
  const at = (instant: Date | null) => (instant ? formatInstant(locale, instant) : '—')
  return (
    <DefinitionList
      items={[
        { term: t('one.campaign'), detail: inLocale(locale, file.campaign) },
        { term: t('one.money'), detail: <Money fen={gift.amountFen} className="font-semibold" /> },
        ...(gift.feeCoverFen > 0n
          ? [
              { term: t('one.fee'), detail: <Money fen={gift.feeCoverFen} /> },
              { term: t('one.charged'), detail: <Money fen={gift.amountFen + gift.feeCoverFen} /> },
            ]
          : []),
        {
          term: t('one.shares'),
          detail: (
            <ul>
              {gift.shares.map((share) => (
                <li key={share.fund} className="flex flex-wrap justify-between gap-x-4">
                  <span>{inLocale(locale, { zh: share.nameZh, en: share.nameEn })}</span>
                  <Money fen={share.amountFen} />
                </li>
              ))}
            </ul>
          ),
        },
        { term: t('one.channel'), detail: t(`channel.${channel}`) },
        { term: t('one.started'), detail: at(gift.createdAt) },
        { term: t('one.confirmed'), detail: at(file.confirmedAt) },
        { term: t('one.paidOn'), detail: gift.paidOn ? formatDay(locale, gift.paidOn) : '—' },
        {
          term: t('one.acknowledgement'),
          detail: gift.acknowledgement ? (
            <>
              <span className="tabular me-4">{gift.acknowledgement.number}</span>
              <a className="link inline-flex min-h-11 items-center" href={pdf}>
                {t('one.pdf')}
              </a>
            </>
          ) : (
            t('one.noAcknowledgement')
          ),
        },
        {
          term: t('one.ledger'),
          detail:
            gift.entryId === null ? (
              t('one.notPosted')
            ) : leafIndex === null ? (
              t('one.sealing')
            ) : (
              <a
                className="link inline-flex min-h-11 items-center"
                href={`/api/v1/log/entries?start=${leafIndex}&end=${leafIndex + 1n}`}
              >
                {t('one.leaf', { index: leafIndex.toString() })}
              </a>
            ),
        },
        { term: t('one.paymentRef'), detail: code(file.paymentRef) },
        { term: t('one.checkoutRef'), detail: code(gift.checkoutRef) },
        { term: t('one.id'), detail: code(gift.id) },
      ]}
    />
  )
}
