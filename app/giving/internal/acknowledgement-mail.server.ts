import { createHash } from 'node:crypto'
import { formatFen } from '~/money/fen'
import { inLocale, pathIn } from '~/platform/i18n'
import type { Mail } from '~/platform/mail.server'
import { checkUrl } from '../acknowledgement'
import type { Acknowledgement } from '../find-acknowledgement.server'
import { textsIn } from './texts.server'

/** What the donor reads with the paper, in the language the gift was made in; plain text, short. */
export function acknowledgementMail(
  { gift, campaign }: Acknowledgement,
  { publicUrl, demo, pdf }: { publicUrl: string; demo: boolean; pdf: Buffer },
): Mail {
  const t = textsIn(gift.locale)
  const { number, code } = gift.acknowledgement
  const amount = formatFen(gift.amountFen)
  const lines = [
    ...(demo ? [t('mail.demo'), ''] : []),
    gift.donorName ? t('mail.helloName', { name: gift.donorName }) : t('mail.hello'),
    '',
    t('mail.arrived', { campaign: inLocale(gift.locale, campaign), amount }),
    t('mail.funds'),
    ...gift.shares.map((share) =>
      t('mail.fundLine', {
        fund: inLocale(gift.locale, { zh: share.nameZh, en: share.nameEn }),
        amount: formatFen(share.amountFen),
      }),
    ),
    ...(gift.feeCoverFen > 0n ? [t('mail.feeCover', { amount: formatFen(gift.feeCoverFen) })] : []),
    '',
    t('mail.paper', { number, code }),
    checkUrl(publicUrl, gift.locale, gift.acknowledgement),
    '',
    t('mail.gift'),
    `${publicUrl}${pathIn(gift.locale, `/gifts/${gift.id}`)}`,
    '',
    t('mail.next'),
    '',
    t('mail.signature'),
  ]
  return {
    to: gift.contactEmail,
    subject: t(demo ? 'mail.subjectDemo' : 'mail.subject', { number, amount }),
    text: `${lines.join('\n')}\n`,
    // A digest of its own kind: the gift's id opens the donor's page, and the log publishes another digest of it; every
    // relay keeps a Message-ID beside the address, and it must lead to neither.
    id: `gift-${createHash('sha256').update(`shanxing-mail/v1\0${gift.id}`).digest('hex').slice(0, 32)}`,
    attachments: [
      {
        filename: t('acknowledgement.fileName', { number }),
        contentType: 'application/pdf',
        content: pdf,
      },
    ],
  }
}
