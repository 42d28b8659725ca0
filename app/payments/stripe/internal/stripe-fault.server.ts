import Stripe from 'stripe'

/**
 * Sorts what the client throws: `unavailable` may pass (network, 429, 5xx, a request with the same key under way),
 * `unknown` is an object that is not there, `refused` will not pass by itself. Anything else is our own fault: thrown on.
 */
export function stripeFault(error: unknown): 'unavailable' | 'unknown' | 'refused' {
  if (!(error instanceof Stripe.errors.StripeError)) throw error
  if (error instanceof Stripe.errors.StripeConnectionError) return 'unavailable'
  const status = error.statusCode ?? 500
  if (status === 429 || status === 409 || status >= 500) return 'unavailable'
  if (status === 404 || error.code === 'resource_missing') return 'unknown'
  return 'refused'
}
