import { randomUUID } from 'node:crypto'
import { type APIRequestContext, expect } from '@playwright/test'
import { openWalk } from './donor'
import { mailedTo } from './mailed'

const form = (email: string, rhythm: string) => ({
  ...{ formId: randomUUID(), amount: '66.66', preset: '', target: 'default', name: '', email, rhythm },
})

/** A monthly gift whose first month is paid: answers the path of its own page. */
export async function givesMonthly(request: APIRequestContext): Promise<string> {
  const email = `monthly.${Date.now()}@example.org`
  const sent = await request.post(openWalk, { form: form(email, 'monthly'), maxRedirects: 0 })
  expect(sent.status(), 'a monthly gift').toBe(303)
  const pay = new URL(sent.headers().location!).pathname
  const paid = await request.post(pay, { form: { action: 'pay' }, maxRedirects: 0 })
  const page = new URL(paid.headers().location!).pathname
  await expect.poll(async () => (await request.get(page)).text()).toContain('4242')
  return page
}

/** A reminder that was asked for and not confirmed: answers the path that its mail opens. */
export async function asksForReminder(request: APIRequestContext): Promise<string> {
  const email = `reminder.${Date.now()}@example.org`
  const sent = await request.post(openWalk, { form: form(email, 'remind'), maxRedirects: 0 })
  expect(sent.headers().location).toBe('/reminders/asked')
  return `/reminders/${await mailedTo(request, email, /\/reminders\/([\w-]{20,})/)}`
}
