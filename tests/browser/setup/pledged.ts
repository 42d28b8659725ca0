import { randomUUID } from 'node:crypto'
import { type APIRequestContext, expect } from '@playwright/test'

/** A unit's pledge, made by the form: answers the path of its own page. */
export async function pledged(request: APIRequestContext): Promise<string> {
  const form = {
    ...{ formId: randomUUID(), unitName: '沙湾镇小学', amount: '1.5万', designation: '' },
    ...{ contactName: '何老师', contactEmail: `pledge.${Date.now()}@example.org` },
  }
  const made = await request.post('/campaigns/poverty-relief-day-demo/pledge', { form, maxRedirects: 0 })
  expect(made.status(), 'a pledge').toBe(303)
  return made.headers().location!.replace(/[?#].*/, '')
}
