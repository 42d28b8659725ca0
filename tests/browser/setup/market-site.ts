import type { BrowserContext } from '@playwright/test'
import { startSandbox } from '../../../app/payments/sandbox/start-sandbox.server'
import { cookiesOf, startOwnSite } from './own-site'

export interface MarketSite {
  url: string
  /** The address of a stall volunteer's pass. */
  pass: string
  /** Signs a visitor in at the desk. */
  signIn(context: BrowserContext, who: 'treasurer' | 'organiser'): Promise<void>
  totals(): Promise<{ confirmedFen: string; pendingFen: string; pendingCashFen: string }>
  stop(): Promise<void>
}

/** A server of the test's own with one stall, and its payment provider: its network is taken away, and its total must move by nothing else. */
export async function openMarketSite(port: number): Promise<MarketSite> {
  const keys = { secretKey: 'sk_test_market_site', webhookSecret: 'whsec_market_site' }
  const sandbox = await startSandbox({
    ...keys,
    webhookUrl: `http://127.0.0.1:${port}/webhooks/stripe`,
    retryBaseMs: 100,
  })
  const site = await startOwnSite<{ pass: string; treasurer: string; organiser: string }>(
    port,
    'lay-market.ts',
    {
      ...keys,
      url: sandbox.url,
    },
  )
  const { url, laid } = site
  return {
    url,
    pass: laid.pass,
    async signIn(context, who) {
      await context.addCookies(cookiesOf(laid[who], url))
    },
    async totals() {
      const response = await fetch(`${url}/api/v1/campaigns/walk-12/totals`)
      return (await response.json()) as Awaited<ReturnType<MarketSite['totals']>>
    },
    async stop() {
      await site.stop()
      await sandbox.stop()
    },
  }
}
