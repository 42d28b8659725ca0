import Stripe from 'stripe'

const timeoutMs = 10_000
const maxNetworkRetries = 1

/** A client of Stripe's API, or of another server that speaks it (`apiBase`, its origin). */
export function openStripe({ secretKey, apiBase }: { secretKey: string; apiBase?: string }): Stripe {
  const base = apiBase ? new URL(apiBase) : null
  return new Stripe(secretKey, {
    timeout: timeoutMs,
    maxNetworkRetries,
    telemetry: false,
    ...(base && {
      protocol: base.protocol === 'http:' ? ('http' as const) : ('https' as const),
      host: base.hostname,
      port: base.port || (base.protocol === 'http:' ? 80 : 443),
    }),
  })
}
