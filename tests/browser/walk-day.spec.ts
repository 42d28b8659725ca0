import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Locator, type Page } from '@playwright/test'
import QRCode from 'qrcode'
import { drawPages } from '../walks/read-qr'
import { writeCameraClip } from './setup/camera-clip'
import type { LaidDay } from './setup/lay-walk-day'
import { whatLooksWrong } from './setup/looks-right'
import { ownPortOf } from './setup/ports'
import { expect, phone, screenFile, test } from './setup/visit'
import { openDaySite, type Site, walkPath } from './setup/walk-site'

// A browser that has no network, or no pass any more, says so in its console with each try.
test.use({ ...phone, expectedComplaints: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 403/] })
test.describe.configure({ mode: 'serial' })
test.setTimeout(180_000)

let site: Site<LaidDay>
// biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it what a hook needs
test.beforeAll(async ({}, { parallelIndex }) => {
  site = await openDaySite(ownPortOf(parallelIndex))
})
test.afterAll(() => site.stop())

const checkpoints = ['cp1', 'cp2', 'cp3', 'cp4', 'cp5']
const places = async (card: string) => (await site.stampsOf(card)).map(({ place }) => place).sort()

/** A borrowed phone takes the pass up and opens its work, once with a signal; from then on without. */
async function volunteer(page: Page, pass: keyof LaidDay['passes'], signal = false): Promise<void> {
  await page.goto(site.url + site.laid.passes[pass])
  await page.getByRole('button', { name: '就用这部手机' }).click()
  await page.getByRole('link', { name: '开始工作' }).click()
  await expect(page.getByText('可离线使用')).toBeVisible()
  if (signal) return
  await page.context().setOffline(true)
  await page.reload()
  await expect(page.getByText('现在没有信号，照常工作就好')).toBeVisible()
}
/** Holds a picture before the page as a photo from the gallery: no camera is in this browser. */
const show = async (page: Page, picture: Buffer) =>
  page
    .locator('.scanner input[type=file]')
    .setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: picture })
const ticketOf = (name: string) => ticket(site.laid.cards[name]!)
const ticket = (card: string) => QRCode.toBuffer(`${site.url}/t/${card}`, { scale: 6 })
/** What stands on the whole screen. */
const answer = (page: Page): Locator => page.getByRole('alertdialog')
const next = (page: Page) => answer(page).getByRole('button', { name: '下一位' }).click()
const looks = async (page: Page, name: string) => {
  expect(await whatLooksWrong(page), name).toEqual([])
  await page.screenshot({ path: screenFile(`walk-day-${name}`), fullPage: true, scale: 'css' })
}
const online = async (page: Page) => {
  await page.context().setOffline(false)
  await expect(page.getByText('都已上传')).toBeVisible({ timeout: 60_000 })
}

/** A browser whose camera sees what `clip` shows. */
const withCamera = (clip: string): Promise<Browser> => {
  const { executablePath, args = [] } = test.info().project.use.launchOptions ?? {}
  const camera = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream']
  return chromium.launch({
    executablePath,
    args: [...args, ...camera, `--use-file-for-fake-video-capture=${clip}`],
  })
}

test('a walker without signal: five stamps from five printed posters, the finish code checked on a volunteer’s phone without signal, and then the server holds exactly five stamps and one certificate', async ({
  page: desk,
}) => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-posters-'))
  const clip = path.join(dir, 'poster.y4m')
  const printed = drawPages(fs.readFileSync(site.laid.posters), 61)
  expect(printed).toHaveLength(7)
  const browser = await withCamera(clip)
  try {
    const walking = await browser.newContext({
      ...phone,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      permissions: ['camera'],
    })
    const walker = await walking.newPage()
    await walker.goto(site.url + walkPath)
    await expect(walker.getByText('可离线使用')).toBeVisible()
    await volunteer(desk, 'finish')

    await walking.setOffline(true)
    for (const [n] of checkpoints.entries()) {
      // The start's poster comes first.
      writeCameraClip(clip, [printed[n + 1]!])
      await walker.getByRole('link', { name: '扫码集章' }).click()
      await expect(walker.getByText(`${n + 1} 枚印章等待上传`)).toBeVisible()
      await expect(walker.locator('.card-result-word')).toHaveText('盖好了')
      await walker.getByRole('button', { name: '知道了' }).click()
    }
    await expect(walker.getByText('打卡点都走完了，去终点吧')).toBeVisible()
    await walker.getByRole('button', { name: '给终点服务台看完成码' }).click()
    const code = walker.locator('.card-qr').first()
    const card = /^SXC1(.{16})/.exec((await code.getAttribute('data-text'))!)![1]!
    const seen = await code.screenshot()
    expect(await places(card)).toEqual([])

    await show(desk, seen)
    await expect(answer(desk)).toContainText('完成')
    await expect(answer(desk)).toContainText('10 公里的打卡点都走到了，可以领证书')
    await expect(answer(desk)).toHaveClass(/banyan/)
    await looks(desk, 'finish')
    await next(desk)
    // Shown once more, it is no second arrival.
    await show(desk, await code.screenshot())
    await expect(answer(desk)).toContainText('已经到达')
    await expect(answer(desk)).toContainText(/\d\d:\d\d 由“终点服务台”记下/)
    await looks(desk, 'finish-again')
    await next(desk)
    await expect(desk.getByText('6 条等待上传')).toBeVisible()

    // The desk's phone has a signal first: it carries the walker's own stamps as well.
    await online(desk)
    expect(await places(card)).toEqual([...checkpoints, 'finish'])
    await walking.setOffline(false)
    await expect(walker.getByText('印章都已上传')).toBeVisible({ timeout: 60_000 })
    expect(await places(card)).toEqual([...checkpoints, 'finish'])

    await walker.reload()
    await walker.getByRole('link', { name: '领完成证书' }).click()
    await certificate(walker, card)
  } finally {
    await browser.close()
    fs.rmSync(dir, { recursive: true, force: true })
  }
})

/** The card's page gives one certificate: a visitor's takes a name once, its number stays. */
async function certificate(page: Page, card: string): Promise<void> {
  await expect(page.getByText('你走完了，证书可以领了。')).toBeVisible()
  await looks(page, 'ticket-ready')
  const numberOf = async () => /JX-\d{4}-\d{6}-\d/.exec(await page.locator('#certificate').innerText())![0]
  await page.getByRole('button', { name: '领证书' }).click()
  await expect(page.getByText('证书编号')).toBeVisible()
  const number = await numberOf()
  await page.getByLabel('证书上写谁').fill('何晓岚')
  await page.getByRole('button', { name: '写上名字' }).click()
  await expect(page.getByLabel('证书上写谁')).toHaveCount(0)
  expect(await numberOf()).toBe(number)
  await looks(page, 'ticket-certificate')

  for (const [kind, type] of [
    ['pdf', 'application/pdf'],
    ['png', 'image/png'],
  ] as const) {
    const file = await page.request.get(`${site.url}/t/${card.toLowerCase()}/certificate.${kind}`)
    expect(file.status()).toBe(200)
    expect(file.headers()['content-type']).toContain(type)
    const body = await file.body()
    fs.writeFileSync(screenFile('walk-day-certificate').replace(/png$/, kind), body)
    expect(body.length).toBeGreaterThan(10_000)
  }
  await page.getByRole('link', { name: '核对页' }).click()
  await expect(page.getByRole('heading', { name: '这张证书是真的' })).toBeVisible()
  await expect(page.getByText('何晓岚')).toBeVisible()
  await expect(page.getByText(number)).toBeVisible()
  await looks(page, 'certificate-check')
}

test('a whole unit checks in by one scan with one unticked; a second gate without signal makes no doubles', async ({
  page: one,
  visitor,
}) => {
  const two = await visitor(phone)
  await volunteer(one, 'gate-1')
  await volunteer(two, 'gate-2')
  await looks(one, 'gate')

  await show(one, await ticketOf('何晓岚'))
  await expect(answer(one)).toContainText('欢迎')
  await answer(one).getByRole('button', { name: '全部打勾' }).click()
  await answer(one).getByRole('checkbox', { name: '梁文' }).uncheck()
  await looks(one, 'unit')
  await answer(one).getByRole('button', { name: '3 人签到' }).click()
  await expect(answer(one)).toContainText('签到好了')
  await expect(answer(one)).toContainText('3 人')
  await looks(one, 'unit-done')
  await next(one)

  // The other gate has not heard of it, and stamps one of them again.
  await show(two, await ticketOf('陈静'))
  await answer(two).getByRole('button', { name: '1 人签到' }).click()
  await expect(answer(two)).toContainText('陈静')
  await next(two)
  await show(two, await ticketOf('吴取消'))
  await expect(answer(two)).toContainText('已经取消')
  await looks(two, 'cancelled')
  await next(two)
  await show(two, await QRCode.toBuffer('https://example.org/menu', { scale: 6 }))
  await expect(answer(two)).toContainText('不是凭证')
  await next(two)

  await online(two)
  await online(one)
  const start = async (name: string) =>
    (await site.stampsOf(site.laid.cards[name]!)).filter(({ place }) => place === 'start').length
  for (const [name, count] of [
    ['何晓岚', 1],
    ['陈静', 1],
    ['黄步云', 1],
    ['梁文', 0],
    ['吴取消', 0],
  ] as const)
    expect(await start(name), name).toBe(count)

  // Now the second gate knows who came at the first one, and the one who was late is still welcome.
  const news = two.waitForResponse((response) => new URL(response.url()).pathname === '/pass/roster')
  await two.reload()
  await (await news).finished()
  await expect(two.getByText('可离线使用')).toBeVisible()
  await show(two, await ticketOf('黄步云'))
  await expect(answer(two)).toContainText('已经签到')
  await expect(answer(two)).toContainText(/\d\d:\d\d 由“一号门”记下，不用再扫/)
  await looks(two, 'already')
  await next(two)
  await two.getByRole('button', { name: '查名单' }).click()
  await two.getByLabel('参加号、姓名或单位').fill('沙湾')
  await looks(two, 'search')
  await two.getByRole('button', { name: /梁文/ }).click()
  await expect(answer(two)).toContainText('欢迎')
  await answer(two).getByRole('button', { name: '1 人签到' }).click()
  await expect(answer(two)).toContainText('签到好了')
  await next(two)
  await expect.poll(() => start('梁文'), { timeout: 60_000 }).toBe(1)
})

test('a volunteer without signal stamps a printed card and shows a live code, which a walker without signal scans', async ({
  page: desk,
  visitor,
}) => {
  await volunteer(desk, 'cp3')
  const paper = 'PAPERCARDPAPER00'
  await show(desk, await ticket(paper))
  await expect(answer(desk)).toContainText('访客')
  await looks(desk, 'printed-card')
  await answer(desk).getByRole('button', { name: '盖章' }).click()
  await expect(answer(desk)).toContainText('盖好了')
  await next(desk)
  await show(desk, await ticket(paper))
  await expect(answer(desk)).toContainText('已经盖过章')
  await next(desk)

  const walker = await visitor(phone)
  await walker.goto(site.url + walkPath)
  await expect(walker.getByText('可离线使用')).toBeVisible()
  await walker.context().setOffline(true)
  await desk.getByRole('button', { name: '动态码' }).click()
  await looks(desk, 'live-code')
  const live = desk.getByRole('img', { name: '打卡点的动态码' })
  await walker.getByRole('link', { name: '扫码集章' }).click()
  await show(walker, await live.screenshot())
  await expect(walker.locator('.card-result-word')).toHaveText('盖好了')
  await expect(walker.locator('.card-result')).toContainText('木棉坡')
  await walker.context().setOffline(false)
  await expect(walker.getByText('印章都已上传')).toBeVisible({ timeout: 60_000 })
  const card = await walker.evaluate(() => document.querySelector('.card-code')?.textContent ?? '')
  expect(await site.stampsOf(card.replaceAll('-', ''))).toMatchObject([{ place: 'cp3', trust: 'rotating' }])

  await online(desk)
  expect(await site.stampsOf(paper)).toMatchObject([{ place: 'cp3', trust: 'volunteer' }])
})

test('who is not done yet is told what is missing, and the volunteer decides whether they have arrived', async ({
  page: desk,
  visitor,
}) => {
  const walker = await visitor(phone)
  await walker.goto(`${site.url}${walkPath}#card=${site.laid.cards.周一!}`)
  await expect(walker.getByText('集章卡已经换好')).toBeVisible()
  await volunteer(desk, 'finish')
  await walker.getByRole('button', { name: '给终点服务台看完成码' }).click()
  await show(desk, await walker.locator('.card-qr').first().screenshot())
  await expect(answer(desk)).toContainText('还差一些')
  await expect(answer(desk)).toContainText('10 公里还差：竹林、望湖亭、木棉坡、大夫山顶、荔枝园')
  await looks(desk, 'missing')
  await next(desk)
  await expect(desk.getByText('都已上传')).toBeVisible()
  await show(desk, await walker.locator('.card-qr').first().screenshot())
  await answer(desk).getByRole('button', { name: '记为到达' }).click()
  await expect(answer(desk)).toContainText('到达')
  await next(desk)
  await online(desk)
  expect(await places(site.laid.cards.周一!)).toEqual(['finish'])
})

test('a phone keeps no names once its pass is put down, or taken back while it works', async ({
  page,
  visitor,
}) => {
  const names = (on: Page) =>
    on.evaluate(async () => {
      const shells = await caches.open('phone-shells-1')
      const pages = await Promise.all(
        (await shells.keys()).map(async (key) => (await shells.match(key))!.text()),
      )
      const facts = (name: string) =>
        new Promise<unknown>((resolve, reject) => {
          const asked = indexedDB.open(name)
          asked.onerror = reject
          asked.onsuccess = () => {
            const all = asked.result.transaction('facts').objectStore('facts').getAll()
            all.onsuccess = () => resolve(all.result)
          }
        })
      const gates = (await indexedDB.databases()).filter(({ name }) => name!.startsWith('shanxing-gate-'))
      const kept = await Promise.all(gates.map(({ name }) => facts(name!)))
      return (JSON.stringify([pages, kept]).match(/何晓岚/g) ?? []).length
    })
  await volunteer(page, 'gate-1', true)
  await expect.poll(() => names(page)).toBeGreaterThan(0)
  await page.goto(`${site.url}/pass`)
  await page.getByRole('button', { name: '放下通行证' }).click()
  await expect.poll(() => names(page)).toBe(0)

  const two = await visitor(phone)
  await volunteer(two, 'gate-2', true)
  await expect.poll(() => names(two)).toBeGreaterThan(0)
  await two.context().clearCookies()
  await two.reload()
  await expect(two.getByText('这张通行证已经停用')).toBeVisible()
  await expect.poll(() => names(two)).toBe(0)
})
