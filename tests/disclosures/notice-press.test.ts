import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerPrinted, openNoticePress } from '~/disclosures/notice/notice-press.server'
import { renderNotices } from '~/disclosures/notice/render-notices.server'
import { writeFeed } from '~/disclosures/notice/write-feed.server'
import { findPublished } from '~/disclosures/publication/find-published.server'
import { listPublishedNews } from '~/disclosures/publication/list-published.server'
import { databases, type TestDatabase } from '../setup/databases'
import { layCount, layProject, published } from './support'

let at: TestDatabase
beforeAll(async () => {
  at = await databases[0]!.open()
  await layProject(at.db, 'training', '特教训练成长项目')
  await layCount(at.db, 'training', 'classes', 55, '2024-02-01')
})
afterAll(() => at.drop())

const options = { locale: 'zh-CN', publicUrl: 'https://example.org', demo: true } as const
const asked = { project: 'training', period: '2024-Q1' }

test('a published paper is printed once, however many ask, and again for a correction or another language', async () => {
  let printed = 0
  const press = openNoticePress((...paper) => {
    printed++
    return renderNotices(...paper)
  })
  await published(at.db, 'training')
  const first = (await findPublished(at.db, asked))!
  const [one, same] = await Promise.all([press.print([first], options), press.print([first], options)])
  expect(Buffer.from(one.pdf).subarray(0, 5).toString()).toBe('%PDF-')
  expect([printed, same.etag]).toEqual([1, one.etag])
  await press.print([first], { ...options, locale: 'en' })
  expect(printed).toBe(2)
  await layCount(at.db, 'training', 'classes', 3, '2024-03-30')
  await published(at.db, 'training', { explanationZh: '三节课漏登记。' })
  const newest = (await findPublished(at.db, asked))!
  expect((await press.print([newest], options)).etag).not.toBe(one.etag)
  expect(printed).toBe(3)
  await press.print([first], options)
  expect(printed, 'the first version is kept still').toBe(3)

  const ask = (tag: string) =>
    answerPrinted(new Request('https://example.org', { headers: { 'If-None-Match': tag } }), one, 'x')
  expect((await ask(`W/${one.etag}`).arrayBuffer()).byteLength).toBe(0)
  expect(ask(one.etag).status).toBe(304)
  expect((await ask('"other"').arrayBuffer()).byteLength).toBe(one.pdf.byteLength)
})

test('a paper that could not be printed is printed when it is asked for again', async () => {
  const found = (await findPublished(at.db, asked))!
  let broken = true
  const press = openNoticePress((...paper) => {
    if (broken) throw new Error('no font')
    return renderNotices(...paper)
  })
  await expect(press.print([found], options)).rejects.toThrow('no font')
  broken = false
  expect((await press.print([found], options)).pdf.byteLength).toBeGreaterThan(1_000)
})

test('a character that XML cannot say does not close the feed to its readers', async () => {
  const explanationZh = '更正\u000b说明\ufffe，<b>粗</b>\u0001。'
  await published(at.db, 'training', { explanationZh })
  const feed = writeFeed(await listPublishedNews(at.db), options)
  expect(feed).toContain('<summary>更正说明，&lt;b&gt;粗&lt;/b&gt;。</summary>')
})
