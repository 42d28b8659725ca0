import { expect, type Page } from '@playwright/test'
import { mailedTo } from './mailed'

/** On the page that mails a code: asks for one, reads it in the demonstration's mailbox, signs in. */
export async function signInByCode(page: Page, email: string): Promise<void> {
  // The page before has a field of the same name.
  await page.waitForURL(/\/sign-in\/code/)
  await page.getByLabel('邮箱').fill(email)
  await page.getByRole('button', { name: '发送验证码' }).click()
  await expect(page.getByText('验证码已经发出')).toBeVisible()
  await page.getByLabel('六位验证码').fill(await mailedTo(page.request, email, /\n(\d{6})\n/))
  await page.getByRole('button', { name: '登录' }).click()
}
