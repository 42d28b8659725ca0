import type { AlipaySdk } from 'alipay-sdk'
import { log } from '~/platform/log.server'
import type { ProviderFault } from '../../gateway'
import { isObject, type Json, refOf } from '../../internal/json'

export type Answer = { ok: true; body: Json } | { ok: false; reason: 'unavailable' | 'unknown' | 'refused' }
export type AskAlipay = (doing: string, method: string, bizContent: Json) => Promise<Answer>

const absent = new Set(['ACQ.TRADE_NOT_EXIST', 'isp.bill_not_exist'])
const passing = new Set([
  'ACQ.SYSTEM_ERROR',
  'AOP.ACQ.SYSTEM_ERROR',
  'SYSTEM_ERROR',
  'isp.unknow-error',
  'aop.unknow-error',
])
/** `isv.invalid-signature`, `isv.invalid-app-id` and the like: Alipay does not know us. */
const keyRefused = /^isv\.(invalid-(signature|app-id)|missing-signature)|^isv\.insufficient/

/** A point in time as Alipay takes it, by the clock in Shanghai. */
export const alipayTime = (at: Date): string =>
  new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')

/**
 * Asks Alipay's gateway through its library, which signs what is asked and checks the signature of what is answered. What it refuses is
 * logged by code; never by its message, which quotes what was sent.
 */
export function alipayAsker(sdk: AlipaySdk, onKeyRefused: (fault: ProviderFault) => void): AskAlipay {
  return async (doing, method, bizContent) => {
    const fail = (reason: 'unavailable' | 'unknown' | 'refused', over: Partial<ProviderFault>): Answer => {
      const told = { provider: 'alipay', doing, type: '', code: '', status: 0, requestId: '', ...over }
      log[reason === 'refused' ? 'error' : 'warn'](
        { ...told, sort: reason },
        'the provider did not do what was asked',
      )
      if (keyRefused.test(told.code)) onKeyRefused(told)
      return { ok: false, reason }
    }
    let said: unknown
    try {
      said = await sdk.exec(method, { bizContent, timestamp: alipayTime(new Date()) }, { validateSign: true })
    } catch (error) {
      // Not reached, not Alipay's answer, or not signed by it: each may pass, and none is believed.
      return fail('unavailable', { type: (error as Error).name })
    }
    if (!isObject(said)) return fail('unavailable', { type: 'unreadable' })
    const code = refOf(said.sub_code) || refOf(said.code)
    const told = { code, requestId: refOf(said.traceId) }
    if (said.code === '10000') return { ok: true, body: said }
    if (absent.has(code)) return { ok: false, reason: 'unknown' }
    return fail(said.code === '20000' || passing.has(code) ? 'unavailable' : 'refused', told)
  }
}
