/** What a gift that pays a receipt keeps of it (`giving_gift.via`). */
export const viaSale = (saleId: string): string => `sale:${saleId}`
