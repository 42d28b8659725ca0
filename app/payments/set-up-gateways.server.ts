import { createPrivateKey, createPublicKey } from 'node:crypto'
import fs from 'node:fs'
import type { Config } from '~/platform/config.server'
import { createAlipayGateway } from './alipay/create-alipay-gateway.server'
import type { Gateway, ProviderFault } from './gateway'
import { type Gateways, openGateways } from './gateways'
import { createStripeGateway } from './stripe/create-stripe-gateway.server'
import { createWechatGateway } from './wechat/create-wechat-gateway.server'

/**
 * Which gateways there are, by the environment: Stripe, and each wallet that is set up with an account of its own. Throws a sentence with
 * the variable's name, never its value, where a key cannot be read.
 */
export async function setUpGateways(
  config: Config,
  onKeyRefused: (fault: ProviderFault) => void,
): Promise<Gateways> {
  const { PUBLIC_URL: publicUrl } = config
  /** Another server in a provider's place shows its pages there, or has us mount them. */
  const originsAt = (base?: string) =>
    base ? [...new Set([new URL(base).origin, new URL(publicUrl).origin])] : undefined
  const gateways: Gateway[] = []
  if (config.STRIPE_SECRET_KEY) {
    const {
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_BASE: apiBase,
    } = config
    const checkoutOrigins = originsAt(apiBase)
    gateways.push(createStripeGateway({ secretKey, webhookSecret, apiBase, checkoutOrigins, onKeyRefused }))
  }
  if (config.WECHAT_PAY_MCH_ID) {
    const options = {
      appId: config.WECHAT_PAY_APP_ID!,
      mchId: config.WECHAT_PAY_MCH_ID,
      serialNo: config.WECHAT_PAY_SERIAL_NO!,
      privateKey: pem(config, 'WECHAT_PAY_PRIVATE_KEY'),
      apiV3Key: config.WECHAT_PAY_API_V3_KEY!,
      platformSerial: config.WECHAT_PAY_PUBLIC_KEY_ID!,
      platformKey: pem(config, 'WECHAT_PAY_PUBLIC_KEY'),
      apiBase: config.WECHAT_PAY_API_BASE,
      checkoutOrigins: originsAt(config.WECHAT_PAY_API_BASE),
    }
    gateways.push(createWechatGateway({ ...options, publicUrl, onKeyRefused }))
  }
  if (config.ALIPAY_APP_ID) {
    const options = {
      appId: config.ALIPAY_APP_ID,
      sellerId: config.ALIPAY_SELLER_ID!,
      privateKey: pem(config, 'ALIPAY_PRIVATE_KEY'),
      alipayPublicKey: pem(config, 'ALIPAY_PUBLIC_KEY'),
      gatewayUrl: config.ALIPAY_GATEWAY,
      checkoutOrigins: originsAt(config.ALIPAY_GATEWAY),
    }
    gateways.push(await createAlipayGateway({ ...options, publicUrl, onKeyRefused }))
  }
  const [main, ...more] = gateways
  if (!main) throw new Error('No way of paying is set up')
  return openGateways([main, ...more])
}

type PemName = 'WECHAT_PAY_PRIVATE_KEY' | 'WECHAT_PAY_PUBLIC_KEY' | 'ALIPAY_PRIVATE_KEY' | 'ALIPAY_PUBLIC_KEY'

/** The PEM itself (its lines may be written as `\n`), or the file at that path; one that is no key of its kind is refused. */
function pem(config: Config, name: PemName): string {
  const given = config[name]!
  try {
    const text = (given.includes('-----BEGIN') ? given : fs.readFileSync(given, 'utf8')).replaceAll(
      '\\n',
      '\n',
    )
    const key = name.endsWith('PRIVATE_KEY') ? createPrivateKey(text) : createPublicKey(text)
    if (key.asymmetricKeyType !== 'rsa') throw new Error('not RSA')
    const written =
      key.type === 'private'
        ? key.export({ format: 'pem', type: 'pkcs8' })
        : key.export({ format: 'pem', type: 'spki' })
    return written.toString()
  } catch {
    throw new Error(`${name} is no RSA key in PEM, nor a path to one`)
  }
}
