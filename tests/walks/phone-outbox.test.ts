import { expect, test } from 'vitest'
import { type OutboxEntry, type OutboxStore, openOutbox } from '~/platform/phone/outbox'
import { refusalOf } from '~/platform/phone/post-batch'
import { type Posted, sendOutbox } from '~/platform/phone/send-outbox'

type Answer = { kept: boolean; reason?: string }
type Entry = OutboxEntry<string, Answer>

/** What two tabs share, and what may be full. */
function phone() {
  const entries = new Map<string, Entry>()
  const disk = { full: false }
  const room = () => {
    if (disk.full) throw new DOMException('full', 'QuotaExceededError')
  }
  const store: OutboxStore<Entry> = {
    async add(entry) {
      room()
      if (!entries.has(entry.id)) entries.set(entry.id, structuredClone(entry))
    },
    async replace(changed) {
      room()
      for (const entry of changed) entries.set(entry.id, structuredClone(entry))
    },
    all: async () => [...entries.values()].map((entry) => structuredClone(entry)),
    async remove(ids) {
      for (const id of ids) entries.delete(id)
    },
  }
  return { entries, disk, openTab: () => openOutbox<string, Answer>(store) }
}

/** Keeps each thing once, whatever comes how often; `fault` decides what happens to the nth call. */
function server(fault: (call: number) => 'fine' | 'lost-answer' | 'half' | 'never-came' = () => 'fine') {
  const kept: string[] = []
  let [calls, received] = [0, 0]
  return {
    kept,
    received: () => received,
    async post(batch: Entry[]): Promise<Posted<Answer>> {
      const what = fault(++calls)
      if (what === 'never-came') return { ok: false, reason: 'later' }
      if (batch.some(({ item }) => item === 'poison')) return { ok: false, reason: 'smaller' }
      const answers = batch.map(({ id, item }): Answer => {
        received++
        if (item === 'forged') return { kept: false, reason: 'forged' }
        if (!kept.includes(id)) kept.push(id)
        return { kept: true }
      })
      if (what === 'lost-answer') return { ok: false, reason: 'later' }
      return { ok: true, answers: what === 'half' ? answers.slice(0, answers.length >> 1) : answers }
    },
  }
}

const send = (
  outbox: ReturnType<ReturnType<typeof phone>['openTab']>,
  post: ReturnType<typeof server>['post'],
  most = 20,
) =>
  sendOutbox({
    outbox,
    post,
    most,
    isKept: ({ kept }) => kept,
    unreadable: { kept: false, reason: 'not-understood' },
  })

async function filled(items: string[]) {
  const one = phone()
  const outbox = one.openTab()
  for (const [n, item] of items.entries()) await outbox.put(`id-${String(n).padStart(3, '0')}`, item, n)
  return { ...one, outbox }
}
const many = (n: number) => Array.from({ length: n }, () => 'scan')
const states = async (outbox: { list(): Promise<Entry[]> }) => (await outbox.list()).map(({ state }) => state)

test('everything that waits is sent in batches, in its order, once', async () => {
  const { outbox } = await filled(many(45))
  const there = server()
  expect(await send(outbox, there.post)).toEqual({ ended: 'sent' })
  expect(there.kept).toEqual((await outbox.list()).map(({ id }) => id))
  expect(there.received()).toBe(45)
  expect(new Set(await states(outbox))).toEqual(new Set(['kept']))
})

test('a 500 in the middle: what was answered is done, the rest waits and goes on later', async () => {
  const { outbox } = await filled(many(45))
  const there = server((call) => (call === 2 ? 'never-came' : 'fine'))
  expect(await send(outbox, there.post)).toEqual({ ok: false, reason: 'later' })
  expect((await states(outbox)).filter((s) => s === 'kept')).toHaveLength(20)
  expect(await send(outbox, there.post)).toEqual({ ended: 'sent' })
  expect(there.kept).toHaveLength(45)
  expect(there.received()).toBe(45)
})

test.each(['lost-answer', 'half'] as const)('%s: sent again, kept once', async (fault) => {
  const { outbox } = await filled(many(30))
  const there = server((call) => (call === 1 ? fault : 'fine'))
  expect(await send(outbox, there.post)).toEqual({ ok: false, reason: 'later' })
  expect(new Set(await states(outbox))).toEqual(new Set(['waiting']))
  await send(outbox, there.post)
  expect(there.kept).toHaveLength(30)
  expect(there.received()).toBe(50)
})

test('two tabs that send the same queue at the same time: each thing is kept once, and none is left', async () => {
  const { outbox, openTab } = await filled(many(60))
  const there = server((call) => (call % 3 === 0 ? 'lost-answer' : 'fine'))
  const other = openTab()
  for (let round = 0; round < 20; round++)
    await Promise.all([send(outbox, there.post, 7), send(other, there.post, 5)])
  expect(new Set(there.kept).size).toBe(60)
  expect(there.kept).toHaveLength(60)
  expect(new Set(await states(other))).toEqual(new Set(['kept']))
})

test('what is refused is shown and not sent again, and holds up no other', async () => {
  const { outbox } = await filled(['scan', 'forged', 'scan'])
  const there = server()
  await send(outbox, there.post)
  await send(outbox, there.post)
  expect(await states(outbox)).toEqual(['kept', 'refused', 'kept'])
  expect((await outbox.list())[1]!.answer).toEqual({ kept: false, reason: 'forged' })
  expect(there.received()).toBe(3)
})

test('one that the server cannot even read is found among many and set apart', async () => {
  const { outbox } = await filled([...many(9), 'poison', ...many(9)])
  const there = server()
  expect(await send(outbox, there.post)).toEqual({ ended: 'sent' })
  expect(there.kept).toHaveLength(18)
  expect((await outbox.list()).filter(({ state }) => state === 'refused').map(({ item }) => item)).toEqual([
    'poison',
  ])
})

test('the same thing put twice is one, and does not begin to wait again', async () => {
  const { outbox } = await filled(many(1))
  await send(outbox, server().post)
  await outbox.put('id-000', 'scan')
  expect(await states(outbox)).toEqual(['kept'])
})

test('what is kept stays kept, whatever another tab hears later', async () => {
  const { outbox, openTab } = await filled(many(1))
  await outbox.mark([{ id: 'id-000', state: 'kept', answer: { kept: true } }])
  await openTab().mark([{ id: 'id-000', state: 'refused', answer: { kept: false } }])
  expect(await states(outbox)).toEqual(['kept'])
})

test('storage full: said, held in memory, sent like the rest, and stored as soon as there is room', async () => {
  const { outbox, disk, entries } = await filled(many(1))
  disk.full = true
  expect(await outbox.put('id-full', 'scan', 5)).toBe('in-memory')
  expect(entries.has('id-full')).toBe(false)
  expect(await states(outbox)).toEqual(['waiting', 'waiting'])
  disk.full = false
  expect(await outbox.put('id-more', 'scan', 6)).toBe('stored')
  expect(entries.has('id-full')).toBe(true)
  disk.full = true
  const there = server()
  expect(await send(outbox, there.post)).toEqual({ ended: 'sent' })
  expect(there.kept).toHaveLength(3)
  expect(there.received()).toBe(3)
})

test('what waits is never forgotten', async () => {
  const { outbox } = await filled(['scan', 'forged'])
  await outbox.forget(['id-000'])
  expect(await states(outbox)).toEqual(['waiting', 'waiting'])
  await send(outbox, server().post)
  await outbox.forget(['id-000', 'id-001'])
  expect(await states(outbox)).toEqual([])
})

test('no status makes a queue lose anything', () => {
  expect(refusalOf(500, null)).toEqual({ ok: false, reason: 'later' })
  expect(refusalOf(429, '7')).toEqual({ ok: false, reason: 'later', afterMs: 7_000 })
  expect(refusalOf(302, null)).toEqual({ ok: false, reason: 'later' })
  expect(refusalOf(413, null)).toEqual({ ok: false, reason: 'smaller' })
  expect(refusalOf(404, null)).toEqual({ ok: false, reason: 'closed', status: 404 })
})
