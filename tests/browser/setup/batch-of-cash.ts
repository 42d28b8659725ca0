import { randomUUID } from 'node:crypto'
import { type APIRequestContext, expect } from '@playwright/test'
import goods from '../../../app/demo/data/goods.json' with { type: 'json' }

/** What people at the desk of these tests write down; in whichever language the page is. */
export const batchWords = ['起点服务台', '陈先生']
export const goodsWords = [
  ...goods.flatMap((g) => [
    g.donorName,
    ...(g.given ? [g.given.recipients] : []),
    ...g.lines.flatMap((l) => [l.description, l.unit, l.valuedBy]),
  ]),
  '演示凭据.pdf',
].filter(Boolean)

/** A batch with one gift that nobody has counted, as a treasurer enters it: answers its id. */
export async function batchOfCash(request: APIRequestContext): Promise<string> {
  await request.get('/demo/sign-in/treasurer')
  const page = await (await request.get('/desk/offline/new')).text()
  const to = /<option value="([a-z0-9-]+)">/.exec(page)![1]!
  const day =
    /name="receivedOn"[^>]*value="([\d-]+)"/.exec(page)?.[1] ?? new Date().toISOString().slice(0, 10)
  const id = randomUUID()
  const form = { formId: id, kind: 'cash', place: '起点服务台', to, receivedOn: day }
  const begun = await request.post('/desk/offline/new', { form, maxRedirects: 0 })
  expect(begun.status(), 'a batch').toBe(303)
  const line = { intent: 'enter', formId: randomUUID(), amount: '100', donorName: '陈先生' }
  const entered = await request.post(`/desk/offline/${id}`, { form: line, maxRedirects: 0 })
  expect(entered.status(), 'a gift').toBe(303)
  return id
}

/** What the demonstration's plans of these days say of themselves in Chinese only. */
export const planWords = ['长者服务', '活动物料', '演示凭据.pdf']
