import { randomUUID } from 'node:crypto'
import type { BrowserContext } from '@playwright/test'
import { startSandbox } from '../../../app/payments/sandbox/start-sandbox.server'
import { postForm, press } from '../../http/donor'
import { cookiesOf, startOwnSite } from './own-site'

type Who = 'manager' | 'reviewer' | 'treasurer' | 'organiser' | 'donor'
export interface ChainSite {
  url: string
  /** The donor's address. */
  email: string
  signIn(context: BrowserContext, who: Who): Promise<void>
  /** Gives to the campaign over both pools and pays, as a donor does. */
  give(yuan: string, email?: string): Promise<void>
  /** Stops the site and starts it again on the same data, its calendar so many days ahead. */
  moveCalendar(days: number): Promise<void>
  stop(): Promise<void>
}

/** A site of the test's own with two pools, from the gift to the disclosure, whose calendar can be moved. */
export async function openChainSite(port: number): Promise<ChainSite> {
  const keys = { secretKey: 'sk_test_chain_site', webhookSecret: 'whsec_chain_site' }
  const webhookUrl = `http://127.0.0.1:${port}/webhooks/stripe`
  const sandbox = await startSandbox({ ...keys, webhookUrl, retryBaseMs: 100 })
  const site = await startOwnSite<{ cookies: Record<Who, string>; email: string }>(port, 'lay-chain.ts', {
    ...keys,
    url: sandbox.url,
  })
  const { url, laid } = site
  return {
    url,
    email: laid.email,
    signIn: (context, who) => context.addCookies(cookiesOf(laid.cookies[who], url)),
    async give(yuan, email = '') {
      const fields = { formId: randomUUID(), amount: yuan, name: '', email }
      const sent = await postForm({ url }, '/campaigns/people-3', fields)
      if (sent.status !== 303) throw new Error(`the form was answered ${sent.status}`)
      await press(sent.headers.get('location')!, 'pay', 'card')
    },
    moveCalendar: (days) => site.startAgain({ SHANXING_DAYS_AHEAD: String(days) }),
    async stop() {
      await site.stop()
      await sandbox.stop()
    },
  }
}
