import Stripe from 'stripe'
import { log } from '~/platform/log.server'
import type { ProviderFault } from '../../gateway'

export type SortFault = (error: unknown, doing: string) => 'unavailable' | 'unknown' | 'refused'

/**
 * Sorts what the client throws: `unavailable` may pass (network, 429, 5xx, a request with the same key under way),
 * `unknown` is an object that is not there, `refused` will not pass by itself. Each is logged by type, code, status and
 * request id; never by its message, which can quote keys and what was sent. Anything that is not Stripe's answer is our
 * own fault: thrown on.
 */
export function faultSorter(onKeyRefused: (fault: ProviderFault) => void): SortFault {
  return (error, doing) => {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    const sort = sortOf(error)
    const fault: ProviderFault = {
      provider: 'stripe',
      doing,
      type: error.type,
      code: error.code ?? '',
      status: error.statusCode ?? 0,
      requestId: error.requestId ?? '',
    }
    log[sort === 'refused' ? 'error' : 'warn']({ ...fault, sort }, 'the provider did not do what was asked')
    if (fault.status === 401 || fault.status === 403) onKeyRefused(fault)
    return sort
  }
}

function sortOf(error: Stripe.errors.StripeError): ReturnType<SortFault> {
  if (error instanceof Stripe.errors.StripeConnectionError) return 'unavailable'
  const status = error.statusCode ?? 500
  if (status === 429 || status === 409 || status >= 500) return 'unavailable'
  if (status === 404 || error.code === 'resource_missing') return 'unknown'
  return 'refused'
}
