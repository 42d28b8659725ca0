import { randomUUID } from 'node:crypto'
import { type APIRequestContext, expect } from '@playwright/test'
import { openWalk } from './donor'

export interface ReadyGift {
  /** Path of the donor's page, without language. */
  giftPath: string
  /** Path of the check page, without language; only of a gift that was paid. */
  checkPath: string
}

/** A gift made without a browser, for tests that look at what comes after: left open, or paid and acknowledged. */
export async function readyGift(
  request: APIRequestContext,
  fields: Record<string, string>,
  ending: 'open' | 'paid',
): Promise<ReadyGift> {
  const sent = await request.post(openWalk, {
    form: { formId: randomUUID(), preset: '50', target: 'default', ...fields },
    headers: { Origin: new URL((await request.get('/')).url()).origin },
    maxRedirects: 0,
  })
  expect(sent.status(), await sent.text()).toBe(303)
  const checkout = sent.headers().location!
  if (ending === 'open') {
    const payPage = await (await request.get(checkout)).text()
    const back = /href="([^"]*\/gifts\/[^"?]+)\?cancelled=1"/.exec(payPage)![1]!
    return { giftPath: new URL(back).pathname, checkPath: '' }
  }
  const paid = await request.post(checkout, {
    form: { action: 'pay', method: 'wechat_pay' },
    maxRedirects: 0,
  })
  const giftPath = new URL(paid.headers().location!).pathname
  let checkPath = ''
  await expect
    .poll(async () => {
      const html = await (await request.get(giftPath)).text()
      const sealed = html.includes('账本第')
      checkPath = (sealed && /href="(\/check\/SX-[^"]+)"/.exec(html)?.[1]) || ''
      return checkPath
    })
    .not.toBe('')
  return { giftPath, checkPath }
}
