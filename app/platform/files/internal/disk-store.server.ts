import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type ByteRange, type FileStore, FileStoreAway, mustBeFileId } from '../file-store.server'

const away = (what: string) => (error: NodeJS.ErrnoException) => {
  throw new FileStoreAway(`${what}: ${error.code ?? error.message}`, { cause: error })
}

async function synced(handle: FileHandle, work: (handle: FileHandle) => Promise<unknown>) {
  try {
    await work(handle)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Files in `folder`, two digits deep. A file appears under its name only when all of it is on the disk: written beside,
 * flushed, renamed, and the folder flushed. What a crash left half written lies in `folder`/tmp and is cleared here.
 */
export function openDiskStore(folder: string): FileStore {
  const beside = path.join(folder, 'tmp')
  fs.mkdirSync(beside, { recursive: true })
  clearLeftovers(beside)
  const at = (id: string) => {
    mustBeFileId(id)
    return path.join(folder, id.slice(0, 2), id)
  }
  return {
    kind: 'disk',
    async put(id, bytes) {
      const file = at(id)
      const known = await stat(file).catch(() => null)
      if (known?.size === bytes.length) return { created: false }
      const half = path.join(beside, randomUUID())
      const write = async () => {
        await mkdir(path.dirname(file), { recursive: true })
        await synced(await open(half, 'wx'), (handle) => handle.writeFile(bytes))
        await rename(half, file)
        await synced(await open(path.dirname(file), 'r'), async () => {})
      }
      await write().catch(async (error) => {
        await rm(half, { force: true }).catch(() => {})
        away('a file could not be written')(error)
      })
      return { created: true }
    },
    async get(id, range?: ByteRange) {
      const handle = await open(at(id), 'r').catch((error: NodeJS.ErrnoException) =>
        error.code === 'ENOENT' ? null : away('a file could not be read')(error),
      )
      return handle?.createReadStream(range) ?? null
    },
    async remove(id) {
      await rm(at(id), { force: true }).catch(away('a file could not be removed'))
    },
  }
}

/** Another process may be writing beside us right now: only what is a day old was left by a crash. */
function clearLeftovers(folder: string) {
  const old = Date.now() - 24 * 3_600_000
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name)
    if (fs.statSync(file).mtimeMs < old) fs.rmSync(file, { force: true })
  }
}
