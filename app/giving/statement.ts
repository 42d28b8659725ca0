import type { Fen } from '~/money/fen'
import { checkDigit } from '~/platform/check-digit'
import type { Day } from '~/platform/dates'
import { type Locale, pathIn } from '~/platform/i18n'
import type { Gift } from './gift'

/** The finance bureau's ticket (公益事业捐赠统一票据) of a gift, as it is printed on papers. */
export interface TicketFacts {
  /** 票据代码, or empty. */
  code: string
  number: string
  /** 校验码, or empty. */
  checkCode: string
  issuedOn: Day
}

/** A confirmed gift as a line of the year. */
export interface StatementGift
  extends Pick<
    Gift,
    | 'id'
    | 'amountFen'
    | 'feeCoverFen'
    | 'refundedFen'
    | 'channel'
    | 'shares'
    | 'donorName'
    | 'acknowledgement'
  > {
  paidOn: Day
  campaign: { zh: string; en: string }
  ticket: TicketFacts | null
}

/** One donor's confirmed gifts of a calendar year in Asia/Shanghai, oldest first. */
export interface StatementYear {
  year: number
  gifts: StatementGift[]
  givenFen: Fen
  /** What of these gifts has gone back since, in whatever year. */
  refundedFen: Fen
  /** Beside the gifts: what the donor added for the provider's fees. */
  feeCoverFen: Fen
}

/** A year as it was handed out, with what a stranger can check it by. */
export interface Statement extends StatementYear {
  number: string
  code: string
  issuedOn: Day
}

/** Number of a statement (年度捐赠汇总): SY-<year>-<eight digits>-<check digit>; made as an acknowledgement's is. */
export function statementNumber(year: number, serial: bigint): string {
  const digits = serial.toString().padStart(8, '0')
  return `SY-${year}-${digits}-${checkDigit(`${year}${digits}`)}`
}

/** Reads a number as people type it; null when it cannot be a statement's. */
export function readStatementNumber(typed: string): { year: number; serial: bigint } | null {
  const match = /^SY(\d{4})(\d{8,18})(\d)$/.exec(
    typed
      .slice(0, 64)
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, ''),
  )
  if (!match || checkDigit(match[1]! + match[2]!) !== Number(match[3])) return null
  return { year: Number(match[1]), serial: BigInt(match[2]!) }
}

/** The public page that confirms a statement without saying whose it is; what its QR code says. */
export const statementUrl = (
  publicUrl: string,
  locale: Locale,
  { number, code }: Pick<Statement, 'number' | 'code'>,
): string => `${publicUrl}${pathIn(locale, `/check/year/${number}/${code}`)}`

/** A year as an address or a form names it; null for anything but a year from 2000 to `latest`. */
export function readYear(typed: string | null | undefined, latest: number): number | null {
  const year = /^20\d\d$/.test(typed ?? '') ? Number(typed) : 0
  return year >= 2000 && year <= latest ? year : null
}
