import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { findCampaign } from '~/campaigns/find-campaign.server'
import { splitOver } from '~/campaigns/routing'
import { findGift } from '~/giving/find-gift.server'
import { startGift } from '~/giving/start-gift.server'
import type { Channel } from '~/payments/gateway'
import type { Sandbox } from '~/payments/sandbox/start-sandbox.server'
import { shanghaiDay } from '~/platform/dates'
import type { House } from '~/wiring.server'

export type { Sandbox }

export interface DemoGift {
  amountFen: string
  name: string
  consent: boolean
  message: string
  /** Written to at once, and by statements and thanks. */
  email?: string
  method: Exclude<Channel, 'other'>
}

const waitMs = 100
const longestWaitMs = 10_000

/** Gives as a donor does: form, checkout, payment on the sandbox's page, webhook. Answers the confirmed gift's id, or null. */
export async function giveInSandbox(
  house: House,
  sandbox: Sandbox,
  slug: string,
  gift: DemoGift,
  formId: string = randomUUID(),
): Promise<string | null> {
  const campaign = await findCampaign(house.db, slug)
  if (!campaign) return null
  const amountFen = BigInt(gift.amountFen)
  const started = await startGift(house.db, house.gateway, {
    formId,
    campaign,
    locale: 'zh-CN',
    publicUrl: house.config.PUBLIC_URL,
    today: shanghaiDay(house.now()),
    draft: {
      amountFen,
      feeCoverFen: 0n,
      shares: splitOver(amountFen, campaign.routing.routes),
      name: gift.name,
      nameConsent: gift.consent,
      message: gift.message,
      dedication: '',
      email: gift.email ?? '',
      lettersConsent: gift.email !== undefined,
    },
  })
  if (!started.ok) return null
  const session = new URL(started.url).pathname.split('/').at(-1)
  await fetch(`${sandbox.url}/pay/${session}`, {
    method: 'POST',
    body: new URLSearchParams({ action: 'pay', method: gift.method }),
    redirect: 'manual',
  })
  for (let waited = 0; waited < longestWaitMs; waited += waitMs) {
    if ((await findGift(house.db, started.giftId))?.state === 'confirmed') return started.giftId
    await sleep(waitMs)
  }
  return null
}
