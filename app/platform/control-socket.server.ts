import { createHash } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'

/** Systems keep a socket's path in about a hundred bytes. */
const longestPath = 100

/** Where the process that holds `dataDir` listens for its owner: in the folder, or in the temporary folder when that path is too long. */
export function controlSocketPath(dataDir: string): string {
  const inFolder = path.resolve(dataDir, 'control.sock')
  if (Buffer.byteLength(inFolder) <= longestPath) return inFolder
  const name = createHash('sha256').update(inFolder).digest('hex').slice(0, 16)
  return path.join(os.tmpdir(), `shanxing-${process.getuid?.() ?? 'x'}-${name}.sock`)
}
