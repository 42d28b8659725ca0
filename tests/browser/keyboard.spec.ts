import type { Page } from '@playwright/test'
import { openWalk, visitWalk } from './setup/donor'
import { desktop, expect, test } from './setup/visit'
import { words } from './setup/words'

const w = words['zh-CN']
test.use(desktop)

/** What has the focus: its name for people, and whether the eye can see it there. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement
    // A radio or box drawn as a card shows the focus on its card.
    const drawn = [at, at.closest('label')].filter((e) => e !== null)
    const seen = drawn.some((e) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(e)
      const { width, height } = e.getBoundingClientRect()
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && width > 8 && height > 8
    })
    return { id: at.id, name: at.name, tag: at.tagName, text: at.textContent?.trim() ?? '', seen }
  })

/** Presses Tab until `found`; every stop on the way must be visible. */
async function tabTo(page: Page, found: (at: Awaited<ReturnType<typeof focused>>) => boolean) {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    expect(at.seen, `the focus can be seen on ${at.tag} ${at.id || at.name || at.text}`).toBe(true)
    if (found(at)) return
  }
  throw new Error('sixty presses of Tab did not lead there')
}

test('a gift can be made with the keyboard alone, and the focus is seen at every stop', async ({ page }) => {
  await visitWalk(page)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused()
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeInViewport()
  await page.keyboard.press('Enter')

  await tabTo(page, (at) => at.name === 'preset')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: '¥100' })).toBeChecked()
  await tabTo(page, (at) => at.name === 'amount')
  await page.keyboard.type('66.66')
  await tabTo(page, (at) => at.name === 'target')
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('radio', { name: w.split })).toBeChecked()
  await tabTo(page, (at) => at.name === 'percent:special-education')
  await expect(page.getByLabel(w.percent(w.specialEducation))).toHaveValue('30')
  await tabTo(page, (at) => at.name === 'name')
  await page.keyboard.type('阿珍')
  await tabTo(page, (at) => at.name === 'nameConsent')
  await page.keyboard.press('Space')
  await expect(page.getByRole('checkbox', { name: w.consent })).toBeChecked()
  await tabTo(page, (at) => at.tag === 'BUTTON' && w.pay.test(at.text))
  await page.keyboard.press('Enter')

  await expect(page.getByRole('button', { name: w.payNow })).toBeVisible()
  await expect(page.getByText('¥66.66').first()).toBeVisible()
  await tabTo(page, (at) => at.name === 'method')
  await tabTo(page, (at) => w.payNow.test(at.text))
  await page.keyboard.press('Enter')
  await expect(page.getByText(w.arrived)).toBeVisible()
})

test('a fault found by the server takes the focus, and leads to its field', async ({ page }) => {
  await page.goto(openWalk)
  await page.locator('input[name=formId]').evaluate((input: HTMLInputElement) => {
    input.form!.noValidate = true
    input.form!.querySelector<HTMLInputElement>('[name=amount]')!.value = '0.001'
  })
  // Sent past the page's own checks, as an old browser would.
  await page
    .locator('#give form')
    .evaluate((form: HTMLFormElement) => HTMLFormElement.prototype.submit.call(form))
  const summary = page.getByRole('alert').filter({ hasText: '还有 1 处要改' })
  await expect(summary).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(w.amount)).toBeFocused()
})
