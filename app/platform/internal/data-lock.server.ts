import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** When the process with this id started, in the kernel's ticks; null when there is none. Tells a recycled pid apart. */
function startOf(pid: number): string | null {
  try {
    return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? null
  } catch {
    try {
      process.kill(pid, 0) // no /proc on this system: alive is all we can know
      return 'alive'
    } catch {
      return null
    }
  }
}

export class DataDirInUse extends Error {
  constructor(
    readonly dataDir: string,
    readonly pid: number,
    /** The other system, when it is not this one. */
    host?: string,
  ) {
    super(
      host
        ? `The data folder ${dataDir} is in use by process ${pid} on ${host}, which cannot be asked from here. Stop it first; if it is gone for good, remove the file "lock" in that folder.`
        : `The data folder ${dataDir} is in use by process ${pid}. Stop that one first, or choose another DATA_DIR.`,
    )
  }
}

/** This system's present start: process numbers from before it mean nothing. */
function bootId(): string {
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return 'unknown'
  }
}

/**
 * Takes `dataDir` for this process: two processes on one embedded database destroy each other's rows without a word.
 * Throws DataDirInUse while another living process holds it, or one on another system, which cannot be asked.
 * Answers the function that lets go.
 */
export function lockDataDir(dataDir: string): () => void {
  fs.mkdirSync(dataDir, { recursive: true })
  const file = path.join(dataDir, 'lock')
  const mine = `${process.pid} ${startOf(process.pid)} ${os.hostname()} ${bootId()} ${randomUUID()}`
  // Written aside and linked: the lock is never seen half written, and only one of two can link it.
  const aside = path.join(dataDir, `lock.${randomUUID()}`)
  fs.writeFileSync(aside, mine)
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        fs.linkSync(aside, file)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        removeStale(file, dataDir)
        continue
      }
      return releaseOf(file, mine)
    }
  } finally {
    fs.rmSync(aside, { force: true })
  }
  throw new Error(`The data folder ${dataDir} could not be locked`)
}

function removeStale(file: string, dataDir: string): void {
  let held: string
  try {
    held = fs.readFileSync(file, 'utf8')
  } catch {
    return // let go meanwhile
  }
  const [pid, start, host, boot] = held.split(' ')
  if (host !== os.hostname()) throw new DataDirInUse(dataDir, Number(pid), host)
  if (boot === bootId() && startOf(Number(pid)) === start) throw new DataDirInUse(dataDir, Number(pid))
  // Moved away first, and looked at again: what another start has just taken is not what was read.
  const away = `${file}.${randomUUID()}`
  try {
    fs.renameSync(file, away)
  } catch {
    return
  }
  if (fs.readFileSync(away, 'utf8') !== held) fs.renameSync(away, file)
  else fs.rmSync(away, { force: true })
}

function releaseOf(file: string, mine: string): () => void {
  const release = () => {
    try {
      if (fs.readFileSync(file, 'utf8') === mine) fs.rmSync(file, { force: true })
    } catch {} // gone already
  }
  process.once('exit', release)
  return () => {
    process.off('exit', release)
    release()
  }
}
