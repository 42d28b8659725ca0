import type { AlipaySdk } from 'alipay-sdk'
import type { Gateway, Notice, ProviderEvent } from '../../gateway'
import { exactBase64 } from '../../internal/exact-base64'
import { refOf } from '../../internal/json'
import { instantOf, readPayment, readRefundTotal } from './read-trade'

export interface Account {
  appId: string
  /** The account that the money goes to (2088…). */
  sellerId: string
}

/**
 * Checks a notification (a form, signed over its parameters in order) and reads it. The library would take the older RSA with SHA-1
 * when the notification says so, and a signature written loosely: neither is let near it. Notifications are repeated for a day with one
 * id and have no age: what comes twice finds itself stored.
 */
export function verifyNotification(
  sdk: AlipaySdk,
  account: Account,
  rawBody: Buffer,
): ReturnType<Gateway['verifyWebhook']> {
  const form = [...new URLSearchParams(rawBody.toString('utf8'))]
  const names = new Set(form.map(([name]) => name))
  const params = Object.fromEntries(form)
  if (!params.sign) return { ok: false, reason: 'signature-missing' }
  const whole = names.size === form.length && !names.has('') && !names.has('__proto__')
  if (!whole || params.sign_type !== 'RSA2' || !exactBase64(params.sign))
    return { ok: false, reason: 'signature-invalid' }
  if (!sdk.checkNotifySignV2(params)) return { ok: false, reason: 'signature-invalid' }
  const event = readNotification(account, params)
  return event ? { ok: true, event } : { ok: false, reason: 'payload-invalid' }
}

function readNotification(account: Account, params: Record<string, string>): ProviderEvent | null {
  const { sign: _, ...said } = params
  const id = refOf(said.notify_id)
  const type = refOf(said.trade_status) || refOf(said.notify_type)
  const createdAt = instantOf(said.notify_time)
  if (id === '' || type === '' || !createdAt) return null
  const event = { provider: 'alipay', id, type, createdAt, payload: JSON.stringify(said) }
  const aside = (kind: Notice['kind']) => ({
    ...event,
    fact: null,
    notice: { kind, subject: id, detail: { event: id, type } },
  })
  if (said.notify_type !== 'trade_status_sync') return { ...event, fact: null, notice: null }
  if (said.app_id !== account.appId || said.seller_id !== account.sellerId)
    return aside('event-of-other-mode')
  const fact = said.gmt_refund
    ? readRefundTotal(said, createdAt)
    : readPayment(said, { paidAt: said.gmt_payment, at: createdAt })
  return fact === undefined ? aside('event-unreadable') : { ...event, fact, notice: null }
}
