import { randomUUID } from 'node:crypto'
import type { BrowserContext } from '@playwright/test'
import { startSandbox } from '../../../app/payments/sandbox/start-sandbox.server'
import { postForm, press } from '../../http/donor'
import { cookiesOf, startOwnSite } from './own-site'

export interface TreasurySite {
  url: string
  /** What units have pledged, to be transferred with these references. */
  pledged: { reference: string; yuan: string }[]
  signIn(context: BrowserContext): Promise<void>
  /** Gives and pays as a donor does; answers the gift's id. */
  give(yuan: string, method: string): Promise<string>
  /** Something that happens at the provider without our asking; answers what it made. */
  atProvider(knob: 'dispute' | 'payout', body: object): Promise<{ id: string; amount: number }>
  totals(): Promise<{ confirmedFen: string; refundedFen: string; gifts: number }>
  stop(): Promise<void>
}

/** A server of the test's own with its payment provider: its books move by nothing but what the test does. */
export async function openTreasurySite(port: number): Promise<TreasurySite> {
  const keys = { secretKey: 'sk_test_treasury_site', webhookSecret: 'whsec_treasury_site' }
  const webhookUrl = `http://127.0.0.1:${port}/webhooks/stripe`
  const sandbox = await startSandbox({ ...keys, webhookUrl, retryBaseMs: 100 })
  const site = await startOwnSite<{ pledged: TreasurySite['pledged']; treasurer: string }>(
    port,
    'lay-treasury.ts',
    { ...keys, url: sandbox.url, env: { GIVE_PER_ADDRESS: '10000', GIVE_PER_SESSION: '10000' } },
  )
  const { url, laid } = site
  return {
    url,
    pledged: laid.pledged,
    signIn: (context) => context.addCookies(cookiesOf(laid.treasurer, url)),
    async give(yuan, method) {
      const fields = { formId: randomUUID(), amount: yuan, name: '', email: '' }
      const sent = await postForm({ url }, '/campaigns/relief-17', fields)
      if (sent.status !== 303) throw new Error(`the form was answered ${sent.status}`)
      const paid = await press(sent.headers.get('location')!, 'pay', method)
      return paid.headers.get('location')!.split('/').at(-1)!
    },
    async atProvider(knob, body) {
      const answer = await fetch(`${sandbox.url}/_control/${knob}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(`${knob}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as { id: string; amount: number }
    },
    async totals() {
      const answer = await fetch(`${url}/api/v1/campaigns/relief-17/totals`)
      return (await answer.json()) as Awaited<ReturnType<TreasurySite['totals']>>
    },
    async stop() {
      await site.stop()
      await sandbox.stop()
    },
  }
}
