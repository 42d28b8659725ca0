import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Database, Sql } from '~/platform/db.server'
import { type JobHandler, type Jobs, runJobs } from '~/platform/jobs.server'
import { until } from '../http/server'
import { databases, type TestDatabase } from '../setup/databases'

const atOnce = { retryLimit: 2, retryDelay: 0, retryBackoff: false }

describe.each(databases)('background work, $name', ({ open }) => {
  let made: TestDatabase
  let db: Database
  const running: Jobs[] = []
  beforeEach(async () => {
    made = await open()
    db = made.db
  })
  afterEach(async () => {
    await Promise.all(running.splice(0).map((jobs) => jobs.stop()))
    await made.drop()
  })

  async function run(topic: string, work: (payload: { n: number }) => Promise<void>) {
    const jobs = await runJobs(db, made.url || undefined, [{ topic, work } as JobHandler<never>], {
      retry: atOnce,
    })
    running.push(jobs)
    return jobs
  }
  const ask = (sql: Sql, topic: string, n: number) =>
    sql.query('INSERT INTO platform_outbox (topic, payload) VALUES ($1, $2::jsonb)', [
      topic,
      JSON.stringify({ n }),
    ])
  const waiting = async () =>
    Number((await db.query<{ n: bigint }>('SELECT count(*) AS n FROM platform_outbox'))[0]!.n)

  test('what is committed is done, once each, and leaves the outbox', async () => {
    const done: number[] = []
    await run('greet', async ({ n }) => {
      done.push(n)
    })
    await db.transaction(async (tx) => {
      for (const n of [1, 2, 3]) await ask(tx, 'greet', n)
    })
    await until('all three are done', () => done.length >= 3)
    expect(done.toSorted()).toEqual([1, 2, 3])
    expect(await waiting()).toBe(0)
    await sleep(1_500)
    expect(done).toHaveLength(3)
  })

  test('what is rolled back is never done', async () => {
    const done: number[] = []
    await run('greet', async ({ n }) => {
      done.push(n)
    })
    const takenBack = db.transaction(async (tx) => {
      await ask(tx, 'greet', 1)
      throw new Error('taken back')
    })
    await expect(takenBack).rejects.toThrow('taken back')
    await ask(db, 'greet', 2)
    await until('the other is done', () => done.length > 0)
    expect(done).toEqual([2])
  })

  test('work that nobody here can do waits in the outbox for a process that can', async () => {
    const jobs = await run('greet', async () => {})
    await ask(db, 'part', 7)
    await jobs.drain()
    expect(await waiting()).toBe(1)
    const done: number[] = []
    await run('part', async ({ n }) => {
      done.push(n)
    })
    await until('it is done there', () => done.length === 1)
    expect([done, await waiting()]).toEqual([[7], 0])
  })

  test('work that fails is tried again until it succeeds, and raises no alert', async () => {
    let tries = 0
    await run('greet', async () => {
      tries++
      if (tries < 3) throw new Error('not yet')
    })
    await ask(db, 'greet', 1)
    await until('the third try', () => tries === 3)
    expect(await db.query('SELECT FROM platform_alert')).toEqual([])
  })

  test('work that fails to the last try raises one alert with the reason, and is not tried again', async () => {
    let tries = 0
    await run('greet', async () => {
      tries++
      throw new Error('never')
    })
    await ask(db, 'greet', 1)
    const alerts = () =>
      db.query<{ kind: string; detail: object; seen_times: number }>(
        'SELECT kind, detail, seen_times FROM platform_alert',
      )
    await until('the alert', async () => (await alerts()).length > 0)
    await sleep(1_500)
    expect(tries).toBe(3)
    expect(await alerts()).toEqual([
      { kind: 'job-failed', detail: { topic: 'greet', why: 'never' }, seen_times: 1 },
    ])
  })

  test('stopping waits for the work under way', async () => {
    let [begun, ended] = [false, false]
    const jobs = await run('greet', async () => {
      begun = true
      await sleep(500)
      ended = true
    })
    await ask(db, 'greet', 1)
    await until('it has begun', () => begun)
    await jobs.stop()
    expect(ended).toBe(true)
  })
})
