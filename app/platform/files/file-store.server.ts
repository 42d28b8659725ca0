import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'

/** From the first to the last byte, both included. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * Where the bytes of files lie, each under the SHA-256 of its content (64 hex digits): the same content is kept once and
 * never changes. Every operation throws FileStoreAway when the store cannot do it (disk full, provider unreachable); what
 * was begun is then not there.
 */
export interface FileStore {
  kind: 'disk' | 's3'
  /** Answers whether it was new. */
  put(id: string, bytes: Uint8Array, type: string): Promise<{ created: boolean }>
  /** Null when there is none. */
  get(id: string, range?: ByteRange): Promise<Readable | null>
  /** Removing what is not there is no fault. */
  remove(id: string): Promise<void>
}

export class FileStoreAway extends Error {
  override name = 'FileStoreAway'
}

export const fileIdOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
export const isFileId = (id: string): boolean => /^[0-9a-f]{64}$/.test(id)

/** An id names a file in a folder or in a bucket: anything else never gets near either. */
export function mustBeFileId(id: string): void {
  if (!isFileId(id)) throw new Error('not the id of a file')
}
