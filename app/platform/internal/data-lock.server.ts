import fs from 'node:fs'
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
  ) {
    super(
      `The data folder ${dataDir} is in use by process ${pid}. Stop that one first, or choose another DATA_DIR.`,
    )
  }
}

/**
 * Takes `dataDir` for this process: two processes on one embedded database destroy each other's rows without a word.
 * Throws DataDirInUse while another living process holds it. Answers the function that lets go.
 */
export function lockDataDir(dataDir: string): () => void {
  fs.mkdirSync(dataDir, { recursive: true })
  const file = path.join(dataDir, 'lock')
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      fs.writeFileSync(file, `${process.pid} ${startOf(process.pid)}`, { flag: 'wx' })
      const release = () => fs.rmSync(file, { force: true })
      process.once('exit', release)
      return () => {
        process.off('exit', release)
        release()
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const [pid, start] = fs.readFileSync(file, 'utf8').split(' ')
      if (pid && startOf(Number(pid)) === start) throw new DataDirInUse(dataDir, Number(pid))
      fs.rmSync(file, { force: true })
    }
  }
  throw new Error(`The data folder ${dataDir} could not be locked`)
}
