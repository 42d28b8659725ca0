/** Alerts about money: whoever decides what is held sees them there. */
export const moneyAlerts = [
  'payment-unmatched',
  'payment-second',
  'payment-differs',
  'webhook-gap',
  'refund-not-booked',
  'dispute-not-booked',
  'event-unreadable',
  'event-of-other-mode',
  'event-not-settled',
  'ledger-key-reused',
  'card-testing',
  'sale-paid-differs',
] as const

/** Every kind that the desk has words for; the rest are the health page's. */
export const alertKinds = [
  ...moneyAlerts,
  'webhook-signature',
  'webhook-payload',
  'provider-key-refused',
  'job-failed',
  'books-fault',
  'sale-differs',
] as const
