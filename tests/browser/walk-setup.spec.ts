import { execFileSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import { languageLeaks } from './setup/language-leaks'
import { whatLooksWrong } from './setup/looks-right'
import { expect, phone, screenFile, test } from './setup/visit'

test.use({ ...phone, contextOptions: { reducedMotion: 'reduce' } })

const pagesOf = (pdf: Buffer) =>
  Number(/^Pages:\s+(\d+)/m.exec(execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' }))![1])
const in60Days = () => new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)

/** A campaign without a walk, drafted as an organiser does, with an event day or without. */
async function draft(page: Page, slug: string, eventOn: string): Promise<string> {
  await page.goto('/desk/campaigns/new')
  await page.getByLabel('品牌活动').selectOption('health-walk')
  const form = page.locator('form').filter({ has: page.locator('[name=nameZh]') })
  const fill = { edition: slug.replace(/\D/g, ''), nameZh: '筹备中的健行', nameEn: 'A walk to come', slug }
  for (const [name, value] of Object.entries({
    ...fill,
    startsOn: '2026-01-01',
    endsOn: in60Days(),
    eventOn,
  }))
    await form.locator(`[name=${name}]`).fill(value)
  await form.locator('[name=cover]').first().check({ force: true })
  await form.getByRole('button', { name: '存为草稿' }).click()
  await expect(page).toHaveURL(/done=drafted/)
  return `/desk/campaigns/${slug}/walk`
}

test('an organiser sets a walk up on a phone: from nothing to six checkpoints, posters, and a pass for the new one', async ({
  page,
}) => {
  test.setTimeout(240_000)
  await page.goto('/demo/sign-in/administrator')
  const walk = await draft(page, `walk-${String(Date.now()).slice(-4).replace(/^0/, '1')}`, in60Days())
  await page.getByRole('link', { name: '健行筹备' }).click()
  await expect(page.getByRole('heading', { name: '先给你一份底稿' })).toBeVisible()
  expect(await whatLooksWrong(page), 'the draft').toEqual([])
  await page.screenshot({ path: screenFile('walk-setup-draft'), fullPage: true })
  await page.getByLabel('报名截止').fill('2020-01-01T10:00')
  await page.getByLabel('须知（中文）').fill('我自愿参加。')
  await page.getByRole('button', { name: '建好这次健行' }).click()
  await expect(page.getByText('请填报名截止的时间，要在报名开始之后。').last()).toBeVisible()
  await expect(page.getByLabel('须知（中文）'), 'what was typed stays').toHaveValue('我自愿参加。')
  expect(await whatLooksWrong(page), 'the draft refused').toEqual([])
  await page.getByLabel('报名截止').fill(`${in60Days()}T07:00`)
  await page.getByRole('button', { name: '建好这次健行' }).click()
  await expect(page.getByText('健行建好了')).toBeVisible()
  const places = page.getByRole('table', { name: '地点' })
  await expect(places.getByRole('row')).toHaveCount(1 + 7)

  await page.getByRole('link', { name: '加一个地点' }).click()
  const across = page.getByLabel('横向位置')
  await expect(page.getByText('在图上点一下，就放到那里。')).toBeVisible()
  const map = page.getByRole('img', { name: /^路线图/ })
  const { width, height } = (await map.boundingBox())!
  await map.click({ position: { x: width * 0.3, y: height * 0.8 } })
  const near = (at: string, to: number) => expect(Math.abs(Number(at) - to)).toBeLessThanOrEqual(5)
  near(await across.inputValue(), 300)
  near(await page.getByLabel('纵向位置').inputValue(), 800)
  await page.getByLabel('名称（中文）').fill('荷塘')
  await page.getByRole('button', { name: '加一个地点' }).click()
  await expect(page.getByText('请写英文名称，最多 40 个字符。').last()).toBeVisible()
  near(await across.inputValue(), 300)
  expect(await whatLooksWrong(page), 'a place refused').toEqual([])
  await page.getByLabel('名称（英文）').fill('Lotus pond')
  await page.getByRole('button', { name: '加一个地点' }).click()
  await expect(page.getByText('加好了。')).toBeVisible()
  await expect(places.getByRole('row')).toHaveCount(1 + 8)
  await expect(places.getByRole('row').filter({ hasText: '荷塘' })).toContainText('没有级别要求它')
  expect(await whatLooksWrong(page), 'the walk').toEqual([])
  await page.screenshot({ path: screenFile('walk-setup-walk'), fullPage: true })

  await page.getByRole('link', { name: '10 公里' }).click()
  await page.getByLabel('6 · 荷塘').check()
  await page.getByRole('button', { name: '保存' }).click()
  await expect(places.getByRole('row').filter({ hasText: '荷塘' })).toContainText('10 公里')

  await page.getByRole('link', { name: '修改须知' }).click()
  await page.getByLabel('须知（英文）').fill('I take part of my own will.')
  await page.getByRole('button', { name: '存为新的一版' }).click()
  await expect(page.getByText('现在用的是第 2 版。')).toBeVisible()
  await page.goto(`/en${walk}/waiver`)
  await expect(page.getByText(/^Version [12] ·/)).toHaveCount(2)
  expect(await languageLeaks(page, 'en', new Set(['筹备中的健行', '何善仪']))).toEqual([])

  // One page for each of the eight places.
  await page.goto(walk)
  for (const size of ['A4', 'A3']) {
    const path = await page.getByRole('link', { name: `海报 ${size}` }).getAttribute('href')
    const posters = await page.request.get(path!)
    expect(posters.headers()['content-type']).toBe('application/pdf')
    expect(pagesOf(await posters.body()), size).toBe(8)
  }

  await page.getByRole('link', { name: '荷塘' }).click()
  await page.getByRole('link', { name: '给这里做志愿者通行证' }).click()
  await expect(page.getByLabel('从名单里选')).toHaveValue('place:cp6')
  await expect(page.getByLabel('哪一天')).toHaveValue(in60Days())
  await expect(page.getByLabel('地点', { exact: true }), 'nothing to write').toBeHidden()
  expect(await whatLooksWrong(page), 'the form of a pass').toEqual([])
  await page.getByLabel('谁来用').fill('第一班')
  await page.getByRole('button', { name: '做好，显示二维码' }).click()
  await expect(page.getByText('链接只显示这一次')).toBeVisible()
  await expect(page.getByRole('heading', { name: '荷塘' })).toBeAttached()

  // A place that a volunteer holds a pass for stays: the page says what to do.
  await page.goto(`${walk}/levels/10km`)
  await page.getByLabel('6 · 荷塘').uncheck()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('link', { name: '荷塘' }).click()
  await page.getByRole('button', { name: '去掉这个地点' }).click()
  await expect(page.getByText('还有志愿者拿着这里的通行证。先收回通行证。')).toBeVisible()
  await expect(page.getByLabel('名称（中文）')).toHaveValue('荷塘')
})

test('without an event day the page says so and leads to where it is set', async ({ page }) => {
  await page.goto('/demo/sign-in/administrator')
  const walk = await draft(page, `walk-${9_000 + Math.floor(Math.random() * 999)}`, '')
  await page.goto(walk)
  await expect(page.getByText('先定活动日')).toBeVisible()
  await page.getByRole('link', { name: '去填活动日' }).click()
  await expect(page.locator('#eventOn')).toBeVisible()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('a place is moved by its numbers, and a pass chosen from the list', async ({ page }) => {
    await page.goto('/demo/sign-in/walk-organiser')
    await page.goto('/desk/campaigns/health-walk-11/walk/places/cp2')
    await expect(page.getByText('在图上点一下')).toBeHidden()
    await page.getByLabel('横向位置').fill('381')
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('已保存。')).toBeVisible()
    await page.goto('/desk/campaigns/health-walk-11/walk/places/cp2')
    await expect(page.getByLabel('横向位置')).toHaveValue('381')
    await page.goto('/desk/passes')
    await page.getByLabel('从名单里选').selectOption('place:cp2')
    await page.getByLabel('谁来用').fill('没有脚本的一班')
    await page.getByRole('button', { name: '做好，显示二维码' }).click()
    await expect(page.getByText('链接只显示这一次')).toBeVisible()
  })
})
