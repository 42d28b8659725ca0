/**
 * SQL: whether money of the gift `alias` has gone back or is asked to, or it was reversed. Such a gift is not taken back as a mistake: its
 * refund would go on standing. Ask it with the gift's row locked, as a refund is written with that lock.
 */
export const hasRefund = (alias: string): string =>
  `(${alias}.refunded_at IS NOT NULL OR EXISTS (SELECT FROM giving_refund r WHERE r.gift_id = ${alias}.id AND r.state <> 'failed'))`
