/** Alerts about money: whoever decides what is held sees them there. */
export const moneyAlerts = [
  'payment-unmatched',
  'payment-second',
  'payment-differs',
  'webhook-gap',
  'refund-not-booked',
  'dispute-not-booked',
  'refund-failed',
  'dispute-opened',
  'payout-differs',
  'balance-unread',
  'event-unreadable',
  'event-of-other-mode',
  'event-not-settled',
  'ledger-key-reused',
  'card-testing',
  'sale-paid-differs',
] as const

/** Which alerts stand on the page of money on hold, and which on the page of the house's health: those about money name payments. */
export const alertsOfMoney = { kinds: moneyAlerts }
export const alertsOfWork = { except: ['gift-held', ...moneyAlerts] }

/** Every kind that the desk has words for; the rest are the health page's. */
export const alertKinds = [
  ...moneyAlerts,
  'webhook-signature',
  'webhook-payload',
  'provider-key-refused',
  'job-failed',
  'books-fault',
  'sale-differs',
  'disclosure-due',
  'disclosure-overdue',
] as const
