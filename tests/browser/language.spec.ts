import { openWalk } from './setup/donor'
import { desktop, expect, phone, test } from './setup/visit'

for (const [screen, options] of [
  ['phone', phone],
  ['desktop', desktop],
] as const) {
  test.describe(`on a ${screen}`, () => {
    test.use(options)

    test('the switch keeps the page and what was asked of it, both ways', async ({ page }) => {
      for (const path of ['/', openWalk, '/funds/assistance', '/check?number=SX-1&code=2']) {
        await page.goto(path)
        const chinese = await page.getByRole('heading', { level: 1 }).innerText()
        await page.getByRole('link', { name: 'English' }).click()
        await expect(page).toHaveURL(path === '/' ? '/en' : `/en${path}`)
        await expect(page.locator('html')).toHaveAttribute('lang', 'en')
        await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(chinese)
        await page.getByRole('link', { name: '中文' }).click()
        await expect(page).toHaveURL(path)
        await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(chinese)
      }
    })
  })
}

test('links on an English page lead to English pages', async ({ page }) => {
  await page.goto(`/en${openWalk}`)
  const links = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')!))
  const pages = links.filter((href) => href.startsWith('/') && !href.startsWith('/api/'))
  expect(pages.length).toBeGreaterThan(0)
  expect(pages.filter((href) => !href.startsWith('/en'))).toEqual([])
})
