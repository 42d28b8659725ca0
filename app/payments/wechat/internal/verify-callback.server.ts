import type { Gateway, Notice, ProviderEvent, WebhookHeaders } from '../../gateway'
import { type Json, readObject, refOf } from '../../internal/json'
import { openResource } from './open-resource.server'
import { instantOf, readRefund, readTransaction } from './read-transaction'
import { type MerchantKeys, verifySigned } from './signatures.server'

export interface CallbackKeys extends MerchantKeys {
  appId: string
  apiV3Key: Buffer
}

/**
 * Checks a callback's signature, opens what it carries with the APIv3 key and reads it. Stored is what it said, not its cipher. Another
 * merchant's or another app's money is not ours: kept with a notice.
 */
export function verifyCallback(
  keys: CallbackKeys,
  rawBody: Buffer,
  headers: WebhookHeaders,
  nowS: number,
): ReturnType<Gateway['verifyWebhook']> {
  const signed = verifySigned(keys, rawBody, headers, nowS)
  if (signed !== 'ok') return { ok: false, reason: signed }
  const envelope = readObject(rawBody.toString('utf8'))
  const inside = envelope && openResource(envelope.resource, keys.apiV3Key)
  const event = inside && readCallback(keys, envelope, inside)
  return event ? { ok: true, event } : { ok: false, reason: 'payload-invalid' }
}

function readCallback(
  { mchId, appId }: Pick<CallbackKeys, 'mchId' | 'appId'>,
  { resource, ...envelope }: Json,
  inside: Json,
): ProviderEvent | null {
  const id = refOf(envelope.id)
  const type = refOf(envelope.event_type)
  const createdAt = instantOf(envelope.create_time)
  if (id === '' || type === '' || !createdAt) return null
  const event = {
    provider: 'wechat-pay',
    id,
    type,
    createdAt,
    payload: JSON.stringify({ ...envelope, resource: inside }),
  }
  const aside = (kind: Notice['kind']) => ({
    ...event,
    fact: null,
    notice: { kind, subject: id, detail: { event: id, type } },
  })
  const tells = /^(TRANSACTION|REFUND)\./.exec(type)?.[1]
  if (!tells) return { ...event, fact: null, notice: null }
  const ours = inside.mchid === mchId && (tells === 'REFUND' || inside.appid === appId)
  if (!ours) return aside('event-of-other-mode')
  const fact = tells === 'REFUND' ? readRefund(inside, createdAt) : readTransaction(inside, createdAt)
  return fact === undefined ? aside('event-unreadable') : { ...event, fact, notice: null }
}
