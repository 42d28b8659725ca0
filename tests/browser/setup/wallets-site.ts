import { startAlipaySandbox } from '../../../app/payments/sandbox/alipay/start-alipay-sandbox.server'
import { startSandbox } from '../../../app/payments/sandbox/start-sandbox.server'
import { startWechatSandbox } from '../../../app/payments/sandbox/wechat/start-wechat-sandbox.server'
import { startOwnSite } from './own-site'

export interface WalletsSite {
  url: string
  campaign: string
  totals(): Promise<{ confirmedFen: string; byChannel: unknown }>
  stop(): Promise<void>
}

/** A server of the test's own with accounts at Stripe, at WeChat Pay and at Alipay, each played by its stand-in. */
export async function openWalletsSite(port: number): Promise<WalletsSite> {
  const keys = { secretKey: 'sk_test_wallets_site', webhookSecret: 'whsec_wallets_site' }
  const webhookUrl = `http://127.0.0.1:${port}/webhooks/stripe`
  const [stripe, wechat, alipay] = await Promise.all([
    startSandbox({ ...keys, webhookUrl, retryBaseMs: 100 }),
    startWechatSandbox({ retryBaseMs: 100 }),
    startAlipaySandbox({ retryBaseMs: 100 }),
  ])
  const site = await startOwnSite<unknown>(port, 'lay-market.ts', {
    ...keys,
    url: stripe.url,
    env: {
      WECHAT_PAY_APP_ID: wechat.merchant.appId,
      WECHAT_PAY_MCH_ID: wechat.merchant.mchId,
      WECHAT_PAY_SERIAL_NO: wechat.merchant.serialNo,
      WECHAT_PAY_PRIVATE_KEY: wechat.merchant.privateKey,
      WECHAT_PAY_API_V3_KEY: wechat.merchant.apiV3Key,
      WECHAT_PAY_PUBLIC_KEY_ID: wechat.merchant.platformSerial,
      WECHAT_PAY_PUBLIC_KEY: wechat.merchant.platformKey,
      WECHAT_PAY_API_BASE: wechat.url,
      ALIPAY_APP_ID: alipay.merchant.appId,
      ALIPAY_SELLER_ID: alipay.merchant.sellerId,
      ALIPAY_PRIVATE_KEY: alipay.merchant.privateKey,
      ALIPAY_PUBLIC_KEY: alipay.merchant.alipayPublicKey,
      ALIPAY_GATEWAY: alipay.gatewayUrl,
    },
  })
  const { url } = site
  return {
    url,
    campaign: `${url}/campaigns/walk-12`,
    async totals() {
      const response = await fetch(`${url}/api/v1/campaigns/walk-12/totals`)
      return (await response.json()) as Awaited<ReturnType<WalletsSite['totals']>>
    },
    async stop() {
      await site.stop()
      await Promise.all([stripe.stop(), wechat.stop(), alipay.stop()])
    },
  }
}
