/** Where a gift pays a fee: it has arrived, and was not given back since. SQL over a row of `giving_gift`. */
export const isPaid = (gift: string): string => `${gift}.state = 'confirmed' AND ${gift}.refunded_at IS NULL`
