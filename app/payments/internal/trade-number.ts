/** A gift's number at a provider that allows no more than 32 letters and digits: its id without the dashes. */
export const tradeNumberOf = (giftId: string): string => giftId.replaceAll('-', '')

/** The gift that a trade number names; empty when it is none of ours. */
export function giftOfTradeNumber(number: unknown): string {
  return typeof number === 'string' && /^[0-9a-f]{32}$/.test(number)
    ? number.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : ''
}
