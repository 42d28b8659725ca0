import type { Page } from '@playwright/test'
import { words } from './words'

const onItsWay = new RegExp(`${words['zh-CN'].onItsWay}|${words.en.onItsWay}`)

const yuanToFen = (yuan: string) => BigInt(yuan.replace('.', ''))

/** What an open campaign page shows as arrived, in fen. */
export async function arrivedOn(page: Page): Promise<bigint> {
  return yuanToFen((await page.locator('#raised data').first().getAttribute('value'))!)
}

/** What it shows as on its way, apart from that, in fen; none is 0. */
export async function onItsWayOn(page: Page): Promise<bigint> {
  const line = page.locator('#raised li', { hasText: onItsWay }).locator('data')
  return (await line.count()) === 0 ? 0n : yuanToFen((await line.getAttribute('value'))!)
}

/** The same from the public API, for tests that look at no second page. */
export async function totalsOf(
  page: Page,
  slug = 'health-walk-11',
): Promise<{ confirmedFen: bigint; pendingFen: bigint; gifts: number }> {
  const totals = await (await page.request.get(`/api/v1/campaigns/${slug}/totals`)).json()
  return {
    confirmedFen: BigInt(totals.confirmedFen),
    pendingFen: BigInt(totals.pendingFen),
    gifts: totals.gifts,
  }
}
