import type { Config } from '~/platform/config.server'
import type { ProviderFault } from './gateway'
import { createStripeSubscriptions } from './stripe/create-stripe-subscriptions.server'
import type { SubscriptionGateway } from './subscription-gateway'

/** Monthly gifts are charged by Stripe; null where it is not set up: the wallets have no subscriptions. */
export function setUpSubscriptions(
  { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_BASE: apiBase }: Config,
  onKeyRefused: (fault: ProviderFault) => void,
): SubscriptionGateway | null {
  return secretKey ? createStripeSubscriptions({ secretKey, webhookSecret, apiBase, onKeyRefused }) : null
}
