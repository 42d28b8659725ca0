import type { Page } from '@playwright/test'
import { readPaper, squeezed } from '../giving/paper'
import { languageLeaks } from './setup/language-leaks'
import { whatLooksWrong } from './setup/looks-right'
import { desktop, expect, phone, screenFile, test } from './setup/visit'

test.use({ ...phone, contextOptions: { reducedMotion: 'reduce' } })

const day = '/campaigns/poverty-relief-day-demo'
const unique = () => `${Date.now()}.${Math.floor(Math.random() * 1e6)}@example.com`

/** Pages whose browser runs no scripts. */
const plain = new Set<Page>()

async function look(page: Page, name: string, language: 'zh-CN' | 'en' = 'zh-CN', own: string[] = []) {
  await page.screenshot({ path: screenFile(`pledge-${name}`), fullPage: true })
  // What looks at pages runs in them: without scripts there is only the picture.
  if (plain.has(page)) return
  expect(await whatLooksWrong(page), name).toEqual([])
  expect(await languageLeaks(page, language, new Set(own)), name).toEqual([])
}

async function pledgeAs(page: Page, unit: string, email: string): Promise<string> {
  await page.goto(day)
  await page.getByRole('link', { name: '我们单位也认捐' }).click()
  await page.getByRole('textbox', { name: '单位名称' }).fill(unit)
  await page.getByLabel('认捐金额（元）').fill('一万')
  await page.getByText('贵州威宁', { exact: true }).click()
  await page.getByRole('textbox', { name: '联系人' }).fill('何老师')
  await page.getByRole('textbox', { name: '电子邮箱' }).fill(email)
  await page.getByRole('button', { name: '认捐', exact: true }).click()
  await expect(page.getByText('请填金额，比如 10000、1,000.50 或 1.5万。').first()).toBeVisible()
  await look(page, 'refused', 'zh-CN', [email])
  // What was typed is still there.
  await expect(page.getByRole('textbox', { name: '单位名称' })).toHaveValue(unit)
  await expect(page.getByLabel('贵州威宁')).toBeChecked()
  await page.getByLabel('认捐金额（元）').fill('１.５万')
  await page.getByLabel('在活动页面公开单位名称和认捐金额').check()
  await page.getByRole('button', { name: '认捐', exact: true }).click()
  await expect(page.getByText('认捐登记好了')).toBeVisible()
  const text = await page.locator('main').innerText()
  return /SX-P\d{8}/.exec(text)![0]
}

for (const scripts of [false, true])
  test(`a unit pledges on a phone ${scripts ? 'with' : 'without'} scripts; its letter has reference and amount; it changes its mind`, async ({
    visitor,
  }) => {
    test.setTimeout(120_000)
    const page = await visitor({ ...phone, javaScriptEnabled: scripts })
    if (!scripts) plain.add(page)
    const unit = `沙湾镇第${Date.now()}小学`
    const email = unique()
    const reference = await pledgeAs(page, unit, email)
    await look(page, `made-${scripts ? 'scripts' : 'plain'}`, 'zh-CN', [email])
    const letter = await page.getByRole('link', { name: '打开认捐书（PDF）' }).getAttribute('href')
    const { text, pages } = readPaper(await (await page.request.get(letter!)).body())
    expect(pages).toBe(1)
    for (const said of [reference, unit, '¥15,000.00', '贵州威宁']) expect(squeezed(text)).toContain(said)
    const here = page.url().replace(/\?.*/, '')
    await page.goto(here.replace('/pledges/', '/en/pledges/'))
    await expect(page.getByRole('heading', { name: 'Transfer reference' })).toBeVisible()
    await look(page, `made-en-${scripts ? 'scripts' : 'plain'}`, 'en', [unit])
    await page.goto(day)
    await page
      .locator('summary')
      .filter({ hasText: /其余 \d+ 家单位/ })
      .click()
    await expect(page.getByRole('region', { name: '单位认捐' }).getByText(unit)).toBeVisible()
    await page.goto(here)
    await page.getByText('修改认捐').click()
    await page.getByLabel('认捐金额（元）').fill('20000')
    await page.getByRole('button', { name: '保存修改' }).click()
    await expect(page.getByText('改好了。')).toBeVisible()
    await expect(page.getByText('¥20,000.00').first()).toBeVisible()
    await page.locator('summary').filter({ hasText: '撤回认捐' }).click()
    await page.getByRole('button', { name: '撤回认捐' }).click()
    await expect(page.getByText('请先勾选这一格')).toBeVisible()
    await page.getByLabel('我确定要撤回').check()
    await page.getByRole('button', { name: '撤回认捐' }).click()
    await expect(page.getByText('这份认捐已经撤回')).toBeVisible()
    await page.goto(day)
    await expect(page.getByRole('region', { name: '单位认捐' })).toBeVisible()
    await expect(page.getByRole('region', { name: '单位认捐' }).getByText(unit)).toHaveCount(0)
    await page.context().close()
  })

test('the desk imports a list, finds a unit by its reference, and withdraws it with a reason', async ({
  visitor,
}) => {
  test.setTimeout(120_000)
  const page = await visitor(desktop)
  await page.goto('/demo/sign-in/administrator')
  await page.goto(`/desk${day}/pledges`)
  await look(page, 'desk', 'zh-CN')
  await page.getByRole('link', { name: '导入名单' }).click()
  const unit = `番禺第${Date.now()}公司`
  const list = async (rows: string[]) =>
    page.getByLabel('名单文件').setInputFiles({
      name: 'list.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['单位名称,认捐金额,用途', ...rows].join('\n')),
    })
  await list([`${unit},2万,贵州赫章`, '没有金额的单位,,'])
  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByText('请填认捐金额。').first()).toBeVisible()
  await look(page, 'desk-plan', 'zh-CN', ['list.csv'])
  await page.getByRole('link', { name: '换一份文件' }).click()
  await list([`${unit},2万,贵州赫章`])
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByRole('button', { name: '确认导入 1 份' }).click()
  await expect(page.getByText('导入了 1 份认捐。')).toBeVisible()
  await page.getByRole('textbox', { name: '单位名称或附言' }).fill(unit)
  await page.getByRole('button', { name: '查找' }).click()
  await page.getByRole('link', { name: unit }).click()
  await look(page, 'desk-one')
  await page.getByLabel('原因').fill('单位来电，改为现金捐赠')
  await page.getByRole('button', { name: '撤回这份认捐' }).click()
  await expect(page.getByText('已撤回。')).toBeVisible()
  await page.context().close()
})
