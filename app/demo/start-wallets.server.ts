import type { RequestHandler } from 'express'
import { startAlipaySandbox } from '~/payments/sandbox/alipay/start-alipay-sandbox.server'
import { startWechatSandbox } from '~/payments/sandbox/wechat/start-wechat-sandbox.server'
import type { Config } from '~/platform/config.server'

/**
 * Stand-ins of WeChat Pay and Alipay for the demonstration, with keys made at this start, and the configuration of a merchant who has an
 * account at both. They forget everything when they stop.
 */
export async function startWallets(publicUrl: string): Promise<{
  config: Partial<Config>
  pages: Record<string, RequestHandler>
  stop(): Promise<void>
}> {
  const [wechatPath, alipayPath] = ['/sandbox/wechat', '/sandbox/alipay']
  const wechat = await startWechatSandbox({ publicBase: `${publicUrl}${wechatPath}`, allowProduction: true })
  const alipay = await startAlipaySandbox({ publicBase: `${publicUrl}${alipayPath}`, allowProduction: true })
  return {
    config: {
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
      ALIPAY_GATEWAY: `${publicUrl}${alipayPath}/gateway.do`,
    },
    pages: { [wechatPath]: wechat.app, [alipayPath]: alipay.app },
    async stop() {
      await Promise.all([wechat.stop(), alipay.stop()])
    },
  }
}
