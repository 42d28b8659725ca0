import type { PayingDevice } from './gateway'

/** WeChat's own browser: neither WeChat Pay's page for phones nor Alipay opens in it. */
export const isInWechat = (request: Request): boolean =>
  /MicroMessenger/i.test(request.headers.get('user-agent') ?? '')

/**
 * On what the donor sits, as their browser says. WeChat's own browser counts as a desk, which shows a code to scan: its payments would
 * need the donor's WeChat account (JSAPI, openid), which we do not ask for.
 */
export function payingDevice(request: Request, ip: string): PayingDevice {
  const phone =
    request.headers.get('sec-ch-ua-mobile') === '?1' ||
    /Android|iPhone|iPod|Mobile|HarmonyOS/i.test(request.headers.get('user-agent') ?? '')
  return { kind: phone && !isInWechat(request) ? 'phone' : 'desktop', address: ip.replace(/^::ffff:/, '') }
}
