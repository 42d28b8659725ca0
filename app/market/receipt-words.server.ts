import { formatFen } from '~/money/fen'
import { formatInstant } from '~/platform/dates'
import { inLocale, type Locale, pathIn } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import type { FoundReceipt } from './find-receipt.server'
import { receiptNumber } from './receipt'

/** What a receipt's page says, made on the server: a buyer's phone loads no texts for it. */
export interface ReceiptWords {
  title: string
  number: string
  amountFen: bigint
  /** What its seal says, once its money is in the books. */
  seal: string | null
  facts: { term: string; detail: string; to?: string }[]
  linesTitle: string
  lines: { text: string; amount: string }[]
  state: { tone: 'pending' | 'done' | 'refused'; word: string; text: string }
  notTicket: string
  qrTitle: string
  print: { paper: '58' | '80'; label: string }[]
  printHint: string
}

export function receiptWords(locale: Locale, r: FoundReceipt): ReceiptWords {
  const t = textsIn(locale, 'market')
  const say = (zh: string, en: string) => inLocale(locale, { zh, en })
  return {
    title: t(`receipt.${r.kind}`),
    number: receiptNumber(r),
    amountFen: r.amountFen,
    seal: r.confirmed && !r.voided && r.kind !== 'void' ? t('receipt.sealName') : null,
    facts: [
      { term: t('receipt.number'), detail: receiptNumber(r) },
      { term: t('receipt.when'), detail: formatInstant(locale, r.happenedAt) },
      { term: t('receipt.stall'), detail: say(r.stallZh, r.stallEn) },
      { term: t('receipt.organisation'), detail: r.organisation },
      { term: t('receipt.how'), detail: t(`receipt.${r.method}`) },
      { term: t('receipt.fund'), detail: say(r.fundZh, r.fundEn) },
      {
        term: t('receipt.campaign'),
        detail: say(r.campaignZh, r.campaignEn),
        to: pathIn(locale, `/campaigns/${r.campaign}`),
      },
    ],
    linesTitle: t('receipt.lines'),
    lines: r.lines.map(({ name, count, priceFen }) => ({
      text: t('receipt.line', { name, count }),
      amount: formatFen(BigInt(priceFen) * BigInt(count)),
    })),
    state: stateOf(locale, r),
    notTicket: t('receipt.notTicket'),
    qrTitle: t('receipt.title'),
    print: [
      { paper: '58', label: t('receipt.print58') },
      { paper: '80', label: t('receipt.print80') },
    ],
    printHint: t('receipt.printHint'),
  }
}

function stateOf(locale: Locale, r: FoundReceipt): ReceiptWords['state'] {
  const { kind, method, voided, confirmed, paidFen } = r
  const t = textsIn(locale, 'market')
  // Cash goes back on the spot; what was paid by QR is a gift until the treasurer has returned it.
  if (voided && method === 'qr' && paidFen > 0n)
    return { tone: 'pending', word: t('receipt.voidedPaid'), text: t('receipt.voidedPaidText') }
  if (voided) return { tone: 'refused', word: t('receipt.voided'), text: t('receipt.voidedText') }
  if (kind === 'void') return { tone: 'refused', word: t('receipt.isVoid'), text: t('receipt.isVoidText') }
  if (method === 'cash')
    return confirmed
      ? { tone: 'done', word: t('receipt.confirmedCash'), text: t('receipt.confirmedCashText') }
      : { tone: 'pending', word: t('receipt.pendingCash'), text: t('receipt.pendingCashText') }
  if (!confirmed && paidFen > 0n) {
    const word = t('receipt.paidOther', { paid: formatFen(paidFen), amount: formatFen(r.amountFen) })
    return { tone: 'pending', word, text: t('receipt.paidOtherText') }
  }
  return confirmed
    ? { tone: 'done', word: t('receipt.confirmedQr'), text: t('receipt.confirmedQrText') }
    : { tone: 'pending', word: t('receipt.pendingQr'), text: t('receipt.pendingQrText') }
}
