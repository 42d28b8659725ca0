import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CoverageDraft, CoveragePost } from '~/campaigns/coverage'
import { openCoverageFeed } from '~/campaigns/coverage-feed.server'
import { editCoverage } from '~/campaigns/edit-coverage.server'
import { listCoverage, listDeskCoverage } from '~/campaigns/list-coverage.server'
import { postCoverage } from '~/campaigns/post-coverage.server'
import { merge } from '~/campaigns/use-coverage'
import { withdrawCoverage } from '~/campaigns/withdraw-coverage.server'
import type { Actor } from '~/identity/actor'
import { listHistory } from '~/identity/list-history.server'
import type { Role } from '~/identity/role'
import { openFileStore } from '~/platform/files/open-file-store.server'
import { storePicture } from '~/platform/pictures/store-picture.server'
import { sweepPictures } from '~/platform/pictures/sweep-pictures.server'
import { prepareBooks } from '../http/books'
import { until } from '../http/server'
import { plainPng } from '../platform/sample-pictures'
import { databases, type TestDatabase } from '../setup/databases'

const person = (role: Role, scope = '*'): Actor => ({
  kind: 'person',
  id: `${role}-${scope}`,
  name: `${role} ${scope}`,
  from: '192.0.2.1',
  grants: [{ role, scope, standsInFor: null }],
})
const organiser = person('organiser', 'walk-11')
const words = (zh: string): CoverageDraft => ({ zh, en: '', videoUrl: '', pictures: [] })
const streamOrigins: string[] = []

describe.each(databases)('$name', ({ open }) => {
  let opened: TestDatabase
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-coverage-'))
  const db = () => opened.db
  const files = openFileStore({ DATA_DIR: dataDir } as Parameters<typeof openFileStore>[0])
  const post = (draft: CoverageDraft, by = organiser, campaign = 'walk-11', id: string = randomUUID()) =>
    postCoverage(db(), by, { id, campaign, draft, uploads: all(draft), streamOrigins })
  /** Every picture of the draft came with its form. */
  const all = (draft: CoverageDraft) => new Set(draft.pictures.map(({ pictureId }) => pictureId))
  const posted = async (draft: CoverageDraft) => {
    const done = await post(draft)
    if (!done.ok) throw new Error(done.reason)
    return done.id
  }
  const shown = async () =>
    (await listCoverage(db(), { campaign: 'walk-11', streamOrigins, limit: 100 })).posts
  const edit = (id: string, draft: CoverageDraft, version = 1, campaign = 'walk-11', by = organiser) =>
    editCoverage(db(), by, { id, campaign, draft, uploads: all(draft), streamOrigins, version })
  async function picture(colour: string) {
    const stored = await storePicture({ db: db(), files }, { bytes: await plainPng(600, 400, colour) })
    if (!stored.ok) throw new Error(stored.reason)
    return stored.picture.id
  }

  beforeAll(async () => {
    opened = await open()
    await prepareBooks(db())
  })
  afterAll(async () => {
    await opened.drop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  })

  test('only whoever may change this campaign’s coverage posts, corrects and withdraws', async () => {
    const id = await posted(words('第一条'))
    for (const by of [
      person('organiser', 'relief-day'),
      person('auditor'),
      person('treasurer'),
      person('reviewer'),
      person('fund-manager'),
    ]) {
      const no = { ok: false, reason: 'not-allowed' }
      expect(await post(words('别人的'), by), by.name).toEqual(no)
      expect(await edit(id, words('别人的'), 1, 'walk-11', by), by.name).toEqual(no)
      expect(await withdrawCoverage(db(), by, { id, campaign: 'walk-11' }), by.name).toEqual(no)
    }
    expect((await shown()).map((p) => p.zh)).toEqual(['第一条'])
  })

  test('a post belongs to its campaign: under another one’s name it is unknown', async () => {
    const id = await posted(words('健步行的'))
    const both = person('organiser')
    const unknown = { ok: false, reason: 'unknown-post' }
    expect(await edit(id, words('改'), 1, 'relief-day', both)).toEqual(unknown)
    expect(await withdrawCoverage(db(), both, { id, campaign: 'relief-day' })).toEqual(unknown)
    expect(await edit('no-id', words('改'))).toEqual(unknown)
    expect(await post(words('占号'), both, 'relief-day', id)).toEqual({ ok: false, reason: 'id-taken' })
  })

  test('the same form sent twice is one post', async () => {
    const id = randomUUID()
    expect(await post(words('两次'), organiser, 'walk-11', id)).toMatchObject({ ok: true, created: true })
    expect(await post(words('两次'), organiser, 'walk-11', id)).toMatchObject({ ok: true, created: false })
    expect((await shown()).filter((p) => p.zh === '两次')).toHaveLength(1)
  })

  test('drafts, texts that are missing or too long, and foreign videos are refused', async () => {
    const invalid = { ok: false, reason: 'invalid' }
    expect(await post(words(''))).toEqual(invalid)
    expect(await post(words('长'.repeat(2_001)))).toEqual(invalid)
    expect(await post({ ...words('视频'), videoUrl: 'javascript:alert(1)' })).toEqual(invalid)
    const id = await picture('#123456')
    expect(await post({ ...words('图'), pictures: [{ pictureId: id, alt: '' }] })).toEqual(invalid)
    expect(await post(words('草稿'), person('organiser'), 'walk-12')).toEqual({
      ok: false,
      reason: 'not-public',
    })
    const gone = { ...words('图'), pictures: [{ pictureId: 'a'.repeat(64), alt: '山' }] }
    expect(await post(gone)).toEqual({ ok: false, reason: 'pictures-gone' })
    expect((await shown()).map((p) => p.zh)).not.toContain('图')
  })

  test('a picture that is neither the post’s own nor came with the form is refused, whoever else shows it', async () => {
    const [own, foreign] = [await picture('#445566'), await picture('#665544')]
    const pinned = (pictureId: string) => ({ ...words('别人的'), pictures: [{ pictureId, alt: '山' }] })
    const elsewhere = { campaign: 'relief-day', uploads: new Set([foreign]), streamOrigins }
    const other = { id: randomUUID(), draft: pinned(foreign), ...elsewhere }
    expect(await postCoverage(db(), person('organiser'), other)).toMatchObject({ ok: true })
    const id = await posted(pinned(own))
    const here = { campaign: 'walk-11', uploads: new Set<string>(), streamOrigins }
    const refused = { ok: false, reason: 'foreign-picture' }
    const anew = { ...here, id: randomUUID(), draft: pinned(foreign) }
    expect(await postCoverage(db(), organiser, anew)).toEqual(refused)
    expect(await editCoverage(db(), organiser, { ...here, id, draft: pinned(foreign), version: 1 })).toEqual(
      refused,
    )
    expect((await shown()).find((p) => p.id === id)!.pictures).toMatchObject([{ picture: { id: own } }])
    const kept = { ...here, id, draft: { ...pinned(own), zh: '改了字' }, version: 1 }
    expect(await editCoverage(db(), organiser, kept), 'its own stays').toMatchObject({ ok: true })
  })

  test('who corrects what somebody else has just corrected is told so, and overwrites nothing', async () => {
    const id = await posted(words('原来的'))
    expect(await edit(id, words('先到的'))).toMatchObject({ ok: true })
    expect(await edit(id, words('后到的'))).toEqual({ ok: false, reason: 'changed-meanwhile' })
    const [after] = (await shown()).filter((p) => p.id === id)
    expect(after).toMatchObject({ zh: '先到的' })
    expect(after!.editedAt).not.toBeNull()
  })

  test('a withdrawn post is gone for readers with its pictures, stays for the desk, and is told in the trail', async () => {
    const [own, shared] = [await picture('#c8362b'), await picture('#2e6b4f')]
    const pictures = [
      { pictureId: own, alt: '红' },
      { pictureId: shared, alt: '绿' },
    ]
    const id = await posted({ ...words('要撤下的'), pictures })
    const other = await posted({ ...words('留下的'), pictures: pictures.slice(1) })
    expect(
      await withdrawCoverage(db(), organiser, { id, campaign: 'walk-11', note: '有人不愿意' }),
    ).toMatchObject({ ok: true })
    expect((await shown()).map((p) => p.id)).not.toContain(id)
    await sweepPictures({ db: db(), files }, [own, shared])
    const left = await db().query<{ id: string }>(
      'SELECT id FROM platform_picture WHERE id = ANY ($1::text[])',
      [[own, shared]],
    )
    expect(left.map((p) => p.id)).toEqual([shared])
    expect((await shown()).find((p) => p.id === other)!.pictures).toHaveLength(1)
    const desk = await listDeskCoverage(db(), { campaign: 'walk-11', streamOrigins, limit: 100 })
    expect(desk.posts.find((p) => p.id === id)).toMatchObject({
      state: 'withdrawn',
      zh: '要撤下的',
      pictures: [],
    })
    expect(await withdrawCoverage(db(), organiser, { id, campaign: 'walk-11' })).toEqual({
      ok: false,
      reason: 'withdrawn',
    })
    expect(await edit(id, words('再来'), 2)).toEqual({ ok: false, reason: 'withdrawn' })
    const acts = (await listHistory(db(), { kind: 'coverage', id })) as unknown as { acts?: unknown[] }
    expect(JSON.stringify(acts, (_, v) => (typeof v === 'bigint' ? String(v) : v))).toMatch(
      /coverage\.withdraw/,
    )
  })

  test('older posts are reached by key, each once, also while new ones arrive', async () => {
    for (let n = 0; n < 7; n++) await posted(words(`翻页 ${n}`))
    const page = (before?: string | null) =>
      listCoverage(db(), { campaign: 'walk-11', before, limit: 3, streamOrigins })
    const first = await page()
    await posted(words('后来的'))
    const second = await page(first.next)
    const third = await page(second.next)
    expect([...first.posts, ...second.posts, ...third.posts].map((p) => p.zh).slice(0, 7)).toEqual(
      [6, 5, 4, 3, 2, 1, 0].map((n) => `翻页 ${n}`),
    )
    expect((await page('x; DROP TABLE')).posts).toHaveLength(3)
  })

  test('who reads along is told of each change, and a draft or unknown campaign has nothing', async () => {
    const feed = await openCoverageFeed(db(), streamOrigins)
    try {
      expect(await feed.find('walk-12')).toBeNull()
      expect(await feed.find('nothing')).toBeNull()
      await feed.find('walk-11')
      const told: string[][] = []
      const stop = feed.subscribe('walk-11', ({ posts }) => told.push(posts.map((p) => p.zh)))
      const id = await posted(words('刚刚'))
      await until('the post is told', () => told.at(-1)?.[0] === '刚刚')
      await withdrawCoverage(db(), organiser, { id, campaign: 'walk-11' })
      await until('the withdrawal is told', () => told.at(-1)?.[0] !== '刚刚')
      stop()
      const before = told.length
      await posted(words('没人听'))
      await until(
        'who opens the page sees it',
        async () => (await feed.find('walk-11'))!.posts[0]!.zh === '没人听',
      )
      expect(told).toHaveLength(before)
    } finally {
      await feed.stop()
    }
  })
})

describe('an open page', () => {
  const one = (seq: number, zh = `n${seq}`): CoveragePost => ({
    id: `id-${seq}`,
    seq: String(seq),
    zh,
    en: '',
    video: null,
    pictures: [],
    postedAt: '',
    editedAt: null,
  })
  const posts = (...seqs: number[]) => seqs.map((n) => one(n))

  test('keeps what the reader has read below the newest page, takes corrections, and drops what was withdrawn', () => {
    const known = { posts: posts(5, 4, 3, 2), next: '2', arrived: 0 }
    const next = merge(known, { posts: [one(6), one(5, 'corrected'), one(3)], next: '3' })
    expect(next.posts.map((p) => p.zh)).toEqual(['n6', 'corrected', 'n3', 'n2'])
    expect(next).toMatchObject({ next: '2', arrived: 1 })
  })

  test('is empty when everything was withdrawn', () => {
    expect(merge({ posts: posts(2, 1), next: null, arrived: 0 }, { posts: [], next: null }).posts).toEqual([])
  })

  test('a post that comes back from under a withdrawn one is not called new', () => {
    const known = { posts: posts(12, 11), next: '11', arrived: 0 }
    expect(merge(known, { posts: posts(12, 10), next: '10' }).arrived).toBe(0)
  })
})
