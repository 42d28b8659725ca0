import { createSign, createVerify, type KeyObject, randomBytes } from 'node:crypto'
import type { WebhookHeaders } from '../../gateway'
import { exactBase64 } from '../../internal/exact-base64'
import { headerOf } from '../../internal/header-of'

export interface MerchantKeys {
  mchId: string
  /** Serial number of the merchant's API certificate, whose private key this is. */
  serialNo: string
  privateKey: KeyObject
  /** `PUB_KEY_ID_…`, or the serial number of a platform certificate, with its public key. */
  platformSerial: string
  platformKey: KeyObject
}

const scheme = 'WECHATPAY2-SHA256-RSA2048'
const toleranceS = 300

/** The Authorization header of a request (WeChat Pay API v3, "签名生成"). `target` is path and query. */
export function authorization(keys: MerchantKeys, method: string, target: string, body: string): string {
  const timestamp = Math.floor(Date.now() / 1000)
  const nonce = randomBytes(16).toString('hex')
  const signature = createSign('RSA-SHA256')
    .update(`${method}\n${target}\n${timestamp}\n${nonce}\n${body}\n`)
    .sign(keys.privateKey, 'base64')
  return `${scheme} mchid="${keys.mchId}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${keys.serialNo}"`
}

/**
 * Checks the signature of an answer or a callback over its raw body (WeChat Pay API v3, "签名验证"). WeChat knocks with signatures that are
 * wrong on purpose (`WECHATPAY/SIGNTEST/…`), to see whether they are refused.
 */
export function verifySigned(
  { platformSerial, platformKey }: Pick<MerchantKeys, 'platformSerial' | 'platformKey'>,
  rawBody: Buffer,
  headers: WebhookHeaders,
  nowS: number,
): 'ok' | 'signature-missing' | 'signature-invalid' | 'signature-stale' {
  const [timestamp, nonce, signature, serial] = [
    'wechatpay-timestamp',
    'wechatpay-nonce',
    'wechatpay-signature',
    'wechatpay-serial',
  ].map((name) => headerOf(headers, name))
  if (!timestamp || !nonce || !signature || !serial) return 'signature-missing'
  const bytes = exactBase64(signature)
  if (serial !== platformSerial || !/^\d{1,12}$/.test(timestamp) || !bytes) return 'signature-invalid'
  const signed = createVerify('RSA-SHA256').update(`${timestamp}\n${nonce}\n`).update(rawBody).update('\n')
  if (!signed.verify(platformKey, bytes)) return 'signature-invalid'
  return Math.abs(nowS - Number(timestamp)) > toleranceS ? 'signature-stale' : 'ok'
}
