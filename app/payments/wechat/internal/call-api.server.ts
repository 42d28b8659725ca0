import { log } from '~/platform/log.server'
import type { ProviderFault } from '../../gateway'
import { type Json, readObject, refOf } from '../../internal/json'
import { authorization, type MerchantKeys, verifySigned } from './signatures.server'

export type Answer = { ok: true; body: Json } | { ok: false; reason: 'unavailable' | 'unknown' | 'refused' }

export type CallApi = (doing: string, method: 'GET' | 'POST', target: string, body?: Json) => Promise<Answer>

const timeoutMs = 10_000
const absent = new Set(['ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS', 'NO_STATEMENT_EXIST'])
const passing = new Set(['SYSTEM_ERROR', 'FREQUENCY_LIMITED', 'RATELIMIT_EXCEEDED', 'BIZ_ERR_NEED_RETRY'])

/**
 * Calls WeChat Pay's API v3 with signed requests and believes only signed answers: one that does not verify is none. What it refuses is
 * logged by code, status and request id; never by its message or body.
 */
export function apiCaller(
  keys: MerchantKeys,
  apiBase: string,
  onKeyRefused: (fault: ProviderFault) => void,
): CallApi {
  return async (doing, method, target, body) => {
    const fault: ProviderFault = {
      provider: 'wechat-pay',
      doing,
      type: '',
      code: '',
      status: 0,
      requestId: '',
    }
    const fail = (reason: 'unavailable' | 'unknown' | 'refused', over: Partial<ProviderFault>): Answer => {
      const told = { ...fault, ...over }
      log[reason === 'refused' ? 'error' : 'warn'](
        { ...told, sort: reason },
        'the provider did not do what was asked',
      )
      if (told.status === 401 || told.code === 'NO_AUTH') onKeyRefused(told)
      return { ok: false, reason }
    }
    const text = body ? JSON.stringify(body) : ''
    let response: Response
    let raw: Buffer
    try {
      response = await fetch(`${apiBase}${target}`, {
        method,
        headers: {
          Authorization: authorization(keys, method, target, text),
          Accept: 'application/json',
          'User-Agent': 'shanxing',
          // Which of its keys WeChat is to sign the answer with.
          'Wechatpay-Serial': keys.platformSerial,
          ...(body && { 'Content-Type': 'application/json' }),
        },
        ...(body && { body: text }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      raw = Buffer.from(await response.arrayBuffer())
    } catch (error) {
      return fail('unavailable', { type: (error as Error).name })
    }
    const { status } = response
    const said = readObject(raw.toString('utf8'))
    const code = refOf(said?.code)
    const told = { status, code, requestId: refOf(response.headers.get('request-id')) }
    const signed = verifySigned(
      keys,
      raw,
      Object.fromEntries(response.headers),
      Math.floor(Date.now() / 1000),
    )
    if (response.ok)
      return signed === 'ok' && (said || status === 204)
        ? { ok: true, body: said ?? {} }
        : fail('unavailable', { ...told, type: signed })
    if (status === 429 || status >= 500 || passing.has(code)) return fail('unavailable', told)
    // That something is not there has consequences: only WeChat itself may say so.
    if (absent.has(code))
      return signed === 'ok'
        ? { ok: false, reason: 'unknown' }
        : fail('unavailable', { ...told, type: signed })
    return fail('refused', told)
  }
}
