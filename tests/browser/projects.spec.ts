import type { Page } from '@playwright/test'
import { desktop, expect, phone, test } from './setup/visit'

const onePage = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`
const signIn = (page: Page, who: string) => page.goto(`/demo/sign-in/${who}`)

test.describe('a project at the desk and in public', () => {
  test.use({ ...desktop, expectedComplaints: [/status of 4(09|22)/] })

  test('from preparing to closing; its last instalment stays blocked until the milestone is met, and the public reads it so', async ({
    page,
    visitor,
  }) => {
    test.setTimeout(180_000)
    const key = `river-${Date.now()}`
    const here = `/desk/projects/${key}`
    await signIn(page, 'organiser')
    await page.goto('/desk/projects')
    await page.getByRole('link', { name: '新项目' }).click()
    await page.getByLabel('代号').fill(key)
    await page.getByLabel('名称（中文）').fill('河涌志愿服务')
    await page.getByRole('button', { name: '登记' }).click()
    await expect(page.getByText('请填写。').first()).toBeVisible()
    await expect(page.getByLabel('代号'), 'what was typed stays').toHaveValue(key)
    for (const [label, text] of [
      ['名称（英文）', 'River volunteers'],
      ['服务人群（中文）', '沿岸居民'],
      ['服务人群（英文）', 'People along the river'],
      ['服务领域（中文）', '环境'],
      ['服务领域（英文）', 'Environment'],
      ['实施地域（中文）', '番禺区'],
      ['实施地域（英文）', 'Panyu'],
      ['项目介绍（中文）', '每月一次沿河清理。'],
    ] as const)
      await page.getByLabel(label).fill(text)
    await page.getByLabel('开始').fill('2026-01')
    await page.getByRole('button', { name: '登记' }).click()
    await expect(page.getByText('已登记新项目')).toBeVisible()
    await page.getByRole('button', { name: '进入“有序开展中”' }).click()
    await expect(page.getByText('状态已更新')).toBeVisible()

    await page.goto(`${here}/milestones`)
    await page.getByLabel('标题（中文）').fill('末期评估')
    await page.getByRole('button', { name: '加上' }).click()
    await expect(page.getByText('已加上里程碑')).toBeVisible()

    await page.goto(`${here}/contracts`)
    await page.getByLabel('合同编号').fill(key)
    await page.getByLabel('签约单位').fill('河涌志愿者协会')
    await page.getByLabel('标题（中文）').fill('清理服务')
    for (const [label, day] of [
      ['签订日期', '2026-01-05'],
      ['服务开始', '2026-01-10'],
      ['服务结束', '2026-12-31'],
    ] as const)
      await page.getByLabel(label).fill(day)
    await page.getByLabel('合同金额（元）').fill('1000')
    const first = page.getByRole('group', { name: '第 1 期' })
    await first.getByLabel('名称').fill('末期款')
    await first.getByLabel('金额').fill('999.99')
    await first.getByLabel('完成后才能支付').selectOption({ label: '末期评估' })
    await page.getByRole('button', { name: '登记合同' }).click()
    await expect(page.getByText('各期相加不等于合同金额。')).toBeVisible()
    await first.getByLabel('金额').fill('1000')
    await page.getByRole('button', { name: '登记合同' }).click()
    await expect(page.getByText('合同已登记')).toBeVisible()
    await expect(page.getByText('等“末期评估”完成')).toBeVisible()
    await expect(page.getByText('以前已经支付'), 'cannot be paid yet').toHaveCount(0)

    const reader = await visitor(phone)
    await reader.goto(`/projects/${key}`)
    await expect(reader.getByText('要等“末期评估”完成才支付')).toBeVisible()
    await expect(reader.getByText('未到条件')).toBeVisible()

    await page.goto(`${here}/milestones`)
    await page.getByText('完成了', { exact: true }).click()
    await page
      .getByLabel('证明文件')
      .setInputFiles({ name: '评估报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from(onePage) })
    await page.getByRole('button', { name: '记为完成' }).click()
    await expect(page.getByText('已记为完成')).toBeVisible()
    const file = page.getByRole('link', { name: '证明：评估报告.pdf' })
    expect((await page.request.get((await file.getAttribute('href'))!)).headers()['content-type']).toBe(
      'application/pdf',
    )
    await reader.reload()
    await expect(reader.getByText('可支付')).toBeVisible()
    await expect(reader.getByText('未到条件')).toHaveCount(0)

    await page.goto(here)
    await page.getByRole('button', { name: '进入“结项阶段”' }).click()
    await expect(page.getByText('先在“资料与变更”里写上结束时间。')).toBeVisible()
    await page.goto(`${here}/edit`)
    const period = page.locator('#period')
    await period.getByLabel('结束').fill('2026-12-31')
    await period.getByRole('button', { name: '改周期' }).click()
    await expect(period.getByText('请填写。')).toBeVisible()
    await period.getByLabel('原因（中文）').fill('合同到年底为止')
    await period.getByRole('button', { name: '改周期' }).click()
    await expect(page.getByText('周期已更改')).toBeVisible()
    await page.goto(here)
    await page.getByRole('button', { name: '进入“结项阶段”' }).click()
    await expect(page.getByText('状态已更新')).toBeVisible()
    await page.getByRole('button', { name: '进入“已结束”' }).click()
    await expect(page.getByText('还有没付清的款项，付清后才能结束。')).toBeVisible()

    await reader.goto(`/projects/${key}`)
    await expect(reader.getByText('结项阶段')).toBeVisible()
    await expect(reader.getByText('合同到年底为止')).toBeVisible()
    await expect(reader.getByText('2026年1月至2026年12月31日').first()).toBeVisible()
  })

  test('the public list is narrowed by state and field, and says when nothing is left', async ({ page }) => {
    await page.goto('/projects')
    await expect(page.getByRole('heading', { level: 2 })).not.toHaveCount(0)
    await page.getByLabel('状态').selectOption({ label: '已结束' })
    await page.getByRole('button', { name: '筛选' }).click()
    await expect(page.getByRole('link', { name: /第十届番禺区慈善健康行/ })).toBeVisible()
    await page.getByLabel('领域').selectOption({ label: '普法教育' })
    await page.getByRole('button', { name: '筛选' }).click()
    await expect(page.getByText('没有这样的项目')).toBeVisible()
    await page.getByRole('link', { name: '看全部项目' }).click()
    await expect(page.getByRole('link', { name: /婚姻家庭法律服务/ })).toBeVisible()
  })
})
