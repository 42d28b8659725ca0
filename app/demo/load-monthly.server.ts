import { findCampaign } from '~/campaigns/find-campaign.server'
import { splitOver } from '~/campaigns/routing'
import { findMonthly } from '~/giving/find-monthly.server'
import { pauseMonthly } from '~/giving/pause-monthly.server'
import { settleMonthly } from '~/giving/settle-monthly.server'
import { startMonthly } from '~/giving/start-monthly.server'
import { stopMonthly } from '~/giving/stop-monthly.server'
import { shanghaiDay } from '~/platform/dates'
import type { House } from '~/wiring.server'
import data from './data/monthly.json'
import type { Sandbox } from './give-in-sandbox.server'
import { namedUuid } from './named-uuid.server'

/**
 * Monthly gifts of made-up donors, begun as real ones are: form, checkout, first charge. One has a card that ends soon, one is paused, one
 * was stopped. Running it again changes nothing. Nobody is written to but the demonstration's mailbox.
 */
export async function loadMonthly(house: House, sandbox: Sandbox, slug: string): Promise<void> {
  const { db, subscriptions, config } = house
  if (!subscriptions) return
  if ((await db.prisma.monthly.count({ where: { campaign: slug } })) >= data.length) return
  const campaign = (await findCampaign(db, slug))!
  for (const { name, email, amount, fund, card, then } of data) {
    const amountFen = BigInt(amount)
    const weights = fund ? [{ fund, basisPoints: 10_000 }] : campaign.routing.routes
    const shares = splitOver(amountFen, weights)
    const person = { name, nameConsent: name !== '', message: '', dedication: '', email }
    const started = await startMonthly(db, subscriptions, {
      formId: namedUuid(`monthly ${slug} ${email}`),
      draft: { amountFen, feeCoverFen: 0n, shares, ...person },
      target: fund ? `fund:${fund}` : 'default',
      campaign,
      today: shanghaiDay(house.now()),
      locale: 'zh-CN',
      publicUrl: config.PUBLIC_URL,
    })
    if (!started.ok) throw new Error(`the demonstration's monthly gift was refused: ${started.reason}`)
    const { secret } = started
    const monthly = (await findMonthly(db, { secret }))!
    if (monthly.state !== 'started' || !monthly.checkoutRef) continue
    await fetch(`${sandbox.url}/pay/${monthly.checkoutRef}`, {
      method: 'POST',
      body: new URLSearchParams({ action: 'pay', card }),
      redirect: 'manual',
    })
    await settleMonthly(db, subscriptions, { checkoutRef: monthly.checkoutRef })
    if (then === 'pause') await pauseMonthly(db, subscriptions, { secret, pause: true })
    if (then === 'stop') await stopMonthly(db, subscriptions, { secret })
  }
}
