/** Why money is held; every one has its words on the desk. */
export const holdReasons = [
  'amount-differs',
  'currency-differs',
  'payment-used',
  'campaign-settled',
  'allocation-differs',
  'second-payment',
  'watched-address',
] as const

/** The reason as the desk has words for it. */
export const knownHoldReason = (reason: string) => holdReasons.find((one) => one === reason) ?? 'held'
