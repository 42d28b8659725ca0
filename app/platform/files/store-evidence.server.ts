import { log } from '../log.server'
import type { Outcome } from '../outcome'
import { type FileStore, FileStoreAway, fileIdOf } from './file-store.server'

export interface Evidence {
  /** SHA-256 of the content: its name in the file store. */
  id: string
  type: string
  name: string
}
export type EvidenceRefusal = 'file-missing' | 'file-too-large' | 'file-kind' | 'store-away'
export const mostEvidenceBytes = 10 * 1024 * 1024

/** What a file is, by how it begins: what its name says may lie. */
function kindOf(bytes: Uint8Array): string | null {
  const begins = (...head: number[]) => head.every((byte, n) => bytes[n] === byte)
  if (begins(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf'
  if (begins(0x89, 0x50, 0x4e, 0x47)) return 'image/png'
  return begins(0xff, 0xd8, 0xff) ? 'image/jpeg' : null
}

/**
 * Keeps an invoice, a report or a photograph that proves something: PDF, PNG or JPEG. It gets no row among the public files, so that
 * no door but the desk's own leads to it. Refuses `file-missing`, `file-too-large`, `file-kind`, `store-away`.
 */
export async function storeEvidence(
  files: FileStore,
  file: { name: string; bytes: Uint8Array | null } | null,
): Promise<Outcome<{ evidence: Evidence }, EvidenceRefusal>> {
  if (!file || file.bytes?.length === 0) return { ok: false, reason: 'file-missing' }
  if (!file.bytes) return { ok: false, reason: 'file-too-large' }
  const type = kindOf(file.bytes)
  if (!type) return { ok: false, reason: 'file-kind' }
  const id = fileIdOf(file.bytes)
  try {
    await files.put(id, file.bytes, type)
  } catch (error) {
    if (!(error instanceof FileStoreAway)) throw error
    log.error({ err: error.message }, 'a file that proves something could not be stored')
    return { ok: false, reason: 'store-away' }
  }
  const name = [...file.name.replace(/[\p{Cc}/\\]/gu, '')].slice(0, 120).join('')
  return { ok: true, evidence: { id, type, name: name || id.slice(0, 8) } }
}
