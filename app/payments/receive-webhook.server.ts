import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from '~/platform/db.server'
import { log } from '~/platform/log.server'
import type { Outcome } from '~/platform/outcome'
import type { Gateway, ProviderEvent, WebhookHeaders } from './gateway'
import { alertSparingly } from './internal/alert-sparingly.server'
import {
  alertFault,
  isLastingFault,
  type Settle,
  type Settled,
  settleEvent,
} from './internal/settle-event.server'

export type WebhookRefusal = Extract<ReturnType<Gateway['verifyWebhook']>, { ok: false }>['reason']

/** How long a paid fact without its method waits for the one that knows it (docs/decisions/0005). */
const patienceMs = 1_000

/**
 * Takes one webhook: verifies the signature over the raw body, then stores and settles in one round trip.
 * Refusals: `signature-missing`, `signature-invalid`, `signature-stale` (older than 300 s), `payload-invalid`; each is
 * logged and alerted, because a secret that was rolled on one side only looks just like a stranger's knock.
 * A database error is thrown, so that the door answers non-2xx and the provider tries again; one that will not pass by
 * itself is alerted first. The size of the body is the door's to limit.
 */
export async function receiveWebhook(
  sql: Sql,
  gateway: Gateway,
  settle: Settle,
  rawBody: Buffer,
  headers: WebhookHeaders,
  options: { patienceMs?: number } = {},
): Promise<Outcome<{ event: ProviderEvent; outcome: Settled }, WebhookRefusal>> {
  const verified = gateway.verifyWebhook(rawBody, headers)
  if (!verified.ok) {
    const { provider } = gateway
    const { reason } = verified
    log.warn({ provider, reason, bytes: rawBody.length }, 'a webhook was refused')
    const kind = reason === 'payload-invalid' ? 'webhook-payload' : 'webhook-signature'
    await alertSparingly(sql, kind, `${provider} ${reason}`, { provider, reason })
    return verified
  }
  const { event } = verified
  if (event.fact && !event.fact.about && event.fact.status === 'paid' && event.fact.channel === 'other') {
    await sleep(options.patienceMs ?? patienceMs)
  }
  try {
    return { ok: true, event, outcome: await settleEvent(sql, settle, event, 'webhook') }
  } catch (error) {
    if (isLastingFault(error)) {
      await alertFault(sql, event, error).catch((e: Error) =>
        log.error(
          { event: event.id, err: e.message },
          'an event that cannot be settled could not be alerted',
        ),
      )
    }
    throw error
  }
}
