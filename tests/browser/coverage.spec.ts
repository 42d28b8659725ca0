import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { inLanguage } from './setup/donor'
import { languageLeaks } from './setup/language-leaks'
import { whatLooksWrong } from './setup/looks-right'
import { desktop, expect, phone, screenFile, test } from './setup/visit'
import type { Language } from './setup/words'

const desk = '/desk/campaigns/health-walk-11/coverage'
const live = '/campaigns/health-walk-11/live'
const signIn = (page: Page, who: string) => page.goto(`/demo/sign-in/${who}`)
const picture = async (background: string) => ({
  name: 'IMG_0001.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 1600, height: 1200, channels: 3, background } })
    .jpeg()
    .toBuffer(),
})

test.describe('from a phone in the field', () => {
  test.use(phone)

  test('a picture is posted, readers see it without reloading, and what is withdrawn vanishes before their eyes', async ({
    page,
    visitor,
  }) => {
    const text = `三号打卡点到了 ${Date.now()}`
    const reader = await visitor(desktop)
    const follows = reader.waitForResponse((response) => response.url().endsWith('/coverage/feed'))
    await reader.goto(live)
    await follows
    await reader.evaluate(() => Object.assign(window, { sameDocument: true }))

    await signIn(page, 'walk-organiser')
    await page.goto('/desk/campaigns/health-walk-11')
    await page.waitForLoadState('networkidle')
    await page.getByRole('link', { name: '现场动态' }).click()
    await page.getByLabel('发生了什么（中文）').fill(text)
    await page.getByLabel('拍一张照片').setInputFiles(await picture('#2e6b4f'))
    await page.getByRole('button', { name: '发布' }).click()
    await expect(page.getByText('请写一句照片里有什么').first()).toBeVisible()
    await expect(page.getByLabel('发生了什么（中文）'), 'what was typed is kept').toHaveValue(text)
    await expect(page.getByAltText('已经收到的照片'), 'and so is the picture').toBeVisible()
    await page.locator('[name="alt-0"]').fill('志愿者在给长者递水')
    await page.getByRole('button', { name: '发布' }).click()
    await expect(page.getByText('已经发布，读者看得到了')).toBeVisible()

    const post = reader.getByRole('listitem').filter({ hasText: text })
    await expect(post).toBeVisible()
    await expect(post.getByAltText('志愿者在给长者递水')).toBeVisible()
    await reader.getByRole('button', { name: '有新消息' }).click()
    await expect(reader.getByRole('button', { name: '有新消息' })).toBeHidden()

    await page.getByRole('link', { name: '修改', exact: true }).first().click()
    await page.getByLabel('发生了什么（中文）').fill(`${text}，一个不少`)
    await page.getByRole('button', { name: '保存修改' }).click()
    await expect(page.getByText('已经保存')).toBeVisible()
    await expect(post.getByText(`${text}，一个不少`)).toBeVisible()
    await expect(post.getByText('已更正')).toBeVisible()

    const own = page.getByRole('listitem').filter({ hasText: text })
    await own.locator('summary').click()
    await own.getByLabel('我确定要撤下').check()
    await own.getByRole('button', { name: '撤下' }).click()
    await expect(page.getByText('已经撤下，照片也删除了')).toBeVisible()
    await expect(post).toHaveCount(0)
    expect(await reader.evaluate(() => 'sameDocument' in window), 'never loaded again').toBe(true)
  })
})

test.describe('without scripts', () => {
  test.use({ ...phone, javaScriptEnabled: false })

  test('a video is posted and its link leads to where it can be watched', async ({ page }) => {
    await signIn(page, 'walk-organiser')
    await page.goto(`/en${desk}`)
    await page.getByLabel('What is happening (English)').fill('Live from the start')
    await page.locator('summary', { hasText: 'link to a video' }).click()
    await page.getByLabel('Link to a video').fill('https://vimeo.com/76979871')
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await expect(page.getByText('Posted. Readers can see it now.')).toBeVisible()
    await page.goto(`/en${live}`)
    await expect(page.getByRole('link', { name: /Play the video \(Vimeo\)/ }).first()).toHaveAttribute(
      'href',
      'https://vimeo.com/76979871',
    )
  })
})

test('nobody’s player is loaded before the reader asks for it', async ({ page }) => {
  await signIn(page, 'walk-organiser')
  await page.goto(desk)
  await page.waitForLoadState('networkidle')
  await page.getByLabel('发生了什么（中文）').fill('终点直播')
  await page.locator('summary', { hasText: '视频' }).click()
  await page.getByRole('textbox', { name: /视频/ }).fill('https://vimeo.com/76979871')
  await page.getByRole('button', { name: '发布' }).click()
  await expect(page.getByText('已经发布')).toBeVisible()
  const asked: string[] = []
  await page.route(/vimeo\.com/, (route) => {
    asked.push(route.request().url())
    return route.fulfill({ contentType: 'text/html', body: '<title>player</title>' })
  })
  await page.goto(live)
  const play = page.getByRole('link', { name: /播放视频（Vimeo）/ }).first()
  await expect(play).toBeVisible()
  await page.waitForFunction(() => '__remixContext' in window && document.readyState === 'complete')
  expect(asked).toEqual([])
  await expect(async () => {
    if (await play.isVisible()) await play.click()
    await expect(page.frameLocator('iframe').first().locator('html')).toHaveCount(1, { timeout: 2_000 })
  }).toPass()
  expect(asked[0]).toBe('https://player.vimeo.com/video/76979871?dnt=1')
})

for (const [screen, options] of [
  ['phone', phone],
  ['desktop', desktop],
] as const) {
  test.describe(screen, () => {
    test.use({ ...options, contextOptions: { reducedMotion: 'reduce' } })

    test('the timeline and the desk’s page are accessible and fit, in both languages', async ({ page }) => {
      test.slow()
      await signIn(page, 'walk-organiser')
      await page.goto(desk)
      await page.getByLabel('发生了什么（中文）').fill('起点现在有 1,200 人。')
      for (const [n, colour] of ['#c98a1b', '#2b6cb0', '#c8362b'].entries()) {
        if (n === 1) await page.locator('summary', { hasText: '再加照片' }).click()
        await page.locator(`[name="picture-${n}"]`).setInputFiles(await picture(colour))
        await page.locator(`[name="alt-${n}"]`).fill('一片颜色')
      }
      await page.getByRole('button', { name: '发布' }).click()
      await expect(page.getByText('已经发布')).toBeVisible()
      for (const language of ['zh-CN', 'en'] as Language[]) {
        for (const [name, path] of [
          ['live', live],
          ['desk', desk],
        ] as const) {
          const address = inLanguage(language, path)
          expect((await page.goto(address))!.status(), address).toBe(200)
          await expect(page.locator('h1')).toHaveCount(1)
          for (const details of await page.locator('main details').all())
            await details.locator('summary').first().click()
          expect(await whatLooksWrong(page), address).toEqual([])
          if (name === 'live') {
            const own = await page.locator('meta[property="og:image"]').getAttribute('content')
            const card = await page.request.get(new URL(own!).pathname)
            expect(await sharp(await card.body()).metadata()).toMatchObject({ width: 1200, height: 630 })
            const written = new Set(['一片颜色'])
            const leaks = await languageLeaks(page, language, written)
            expect(
              leaks.filter((text) => !text.includes('Vimeo')),
              address,
            ).toEqual([]) // its own name
          }
          await page.screenshot({
            path: screenFile(`coverage-${name}.${screen}.${language}`),
            fullPage: true,
          })
        }
      }
    })
  })
}
