import { randomInt, randomUUID } from 'node:crypto'
import { type APIRequestContext, expect } from '@playwright/test'
import { csvOf } from '../../payments/bank-files'

const plain = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"')

/** What treasurers of these tests call their accounts and files; in whichever language the page is. */
export const treasurersWords = ['一般户', '基本户', '测试银行', '流水.csv', '三月.csv']

/** A transfer that nobody has matched, on an account of its own, imported as a treasurer does: answers its line's id. */
export async function bankLine(request: APIRequestContext): Promise<string> {
  await request.get('/demo/sign-in/treasurer')
  const account = randomUUID()
  const number = `62${Date.now()}${randomInt(1_000, 9_999)}`
  const form = { id: account, version: '0', name: '一般户', bank: '测试银行', number }
  const saved = await request.post('/desk/bank/accounts/new', { form, maxRedirects: 0 })
  expect(saved.status(), 'an account').toBe(303)
  const day = new Date().toISOString().slice(0, 10)
  const file = csvOf(
    [{ day, yuan: '168.80', who: '石楼镇商会', remark: '扶贫济困', ref: number }],
    '0.00',
    number,
  )
  const tried = await request.post('/desk/bank/import', {
    multipart: { account, file: { name: '流水.csv', mimeType: 'text/csv', buffer: Buffer.from(file) } },
  })
  const page = await tried.text()
  const keep = page.split('<form').find((part) => part.includes('name="plan"'))
  expect(keep, 'a plan that can be kept').toBeTruthy()
  const hidden = Object.fromEntries(
    [...keep!.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, plain(value!)]),
  )
  const action = plain(/action="([^"]+)"/.exec(keep!)![1]!)
  await request.post(action, { form: hidden })
  const lines = await (await request.get('/desk/bank/lines')).text()
  return /\/desk\/bank\/lines\/([0-9a-f-]{36})/.exec(lines)![1]!
}
