import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { takesGifts } from '~/campaigns/campaign'
import { listCampaigns } from '~/campaigns/list-campaigns.server'
import { shanghaiDay } from '~/platform/dates'
import { log } from '~/platform/log.server'
import type { House } from '~/wiring.server'
import { type DemoGift, giveInSandbox, type Sandbox } from './give-in-sandbox.server'

const amounts = ['1000', '2000', '5000', '5200', '6600', '8800', '10000', '16800', '20000', '50000']
const names = ['', '', '', '木棉街坊', '晨跑小分队', 'A walker', '大石阿叔', '三口之家', '路过的街坊']
const methods = ['wechat_pay', 'wechat_pay', 'alipay', 'alipay', 'card'] as const
const one = <T>(list: readonly T[]): T => list[randomInt(list.length)]!

/** Gives a made-up amount to an open made-up campaign every one to four seconds, until stopped. */
export function startTrickle(house: House, sandbox: Sandbox): () => Promise<void> {
  const ended = new AbortController()
  const run = async () => {
    while (!ended.signal.aborted) {
      await sleep(randomInt(1_000, 4_000), undefined, { signal: ended.signal }).catch(() => {})
      if (ended.signal.aborted) return
      const today = shanghaiDay(house.now())
      const open = (await listCampaigns(house.db)).filter((c) => c.madeUp && takesGifts(c, today))
      const name = one(names)
      const gift: DemoGift = {
        amountFen: one(amounts),
        name,
        consent: name !== '',
        message: '',
        method: one(methods),
      }
      if (open.length > 0) await giveInSandbox(house, sandbox, one(open).slug, gift)
    }
  }
  const running = run().catch((error: Error) =>
    log.warn({ err: error.message }, 'the trickle of gifts has ended'),
  )
  return async () => {
    ended.abort()
    await running
  }
}
