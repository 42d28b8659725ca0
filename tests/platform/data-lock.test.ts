import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '~/platform/db.server'
import { DataDirInUse, lockDataDir } from '~/platform/internal/data-lock.server'

let dir: string
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shanxing-lock-'))
})
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }))
const lock = () => path.join(dir, 'lock')

test('a data folder is held by one; a second is refused with a sentence that names folder and process', () => {
  const release = lockDataDir(dir)
  expect(() => lockDataDir(dir)).toThrow(DataDirInUse)
  expect(() => lockDataDir(dir)).toThrow(`The data folder ${dir} is in use by process ${process.pid}.`)
  release()
  lockDataDir(dir)()
  expect(fs.readdirSync(dir)).toEqual([])
})

test('a folder that does not exist yet is made', () => {
  const deeper = path.join(dir, 'a', 'b')
  lockDataDir(deeper)()
  expect(fs.existsSync(deeper)).toBe(true)
})

test('the lock of a process that was killed is taken over', () => {
  const ended = spawnSync(process.execPath, ['-e', 'console.log(process.pid)'], { encoding: 'utf8' })
  const release = lockDataDir(dir)
  const mine = fs.readFileSync(lock(), 'utf8')
  release()
  fs.writeFileSync(lock(), mine.replace(/^\d+/, ended.stdout.trim()))
  lockDataDir(dir)()
})

test('a process that got the number of a dead one does not inherit its lock', () => {
  const release = lockDataDir(dir)
  const mine = fs.readFileSync(lock(), 'utf8')
  release()
  fs.writeFileSync(lock(), mine.replace(/^(\d+) \S+/, '$1 1'))
  lockDataDir(dir)()
})

test('letting go removes one’s own lock only', () => {
  const release = lockDataDir(dir)
  fs.writeFileSync(lock(), 'somebody else’s')
  release()
  expect(fs.readFileSync(lock(), 'utf8')).toBe('somebody else’s')
})

test('the embedded database takes the lock, and lets go when it is closed', async () => {
  const db = await openDatabase({ dataDir: dir })
  await expect(openDatabase({ dataDir: dir })).rejects.toThrow(DataDirInUse)
  await db.close()
  expect(fs.existsSync(lock())).toBe(false)
})
