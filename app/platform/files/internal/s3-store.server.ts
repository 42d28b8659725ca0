import { Readable } from 'node:stream'
import { AwsClient } from 'aws4fetch'
import { type FileStore, FileStoreAway, mustBeFileId } from '../file-store.server'

export interface S3Options {
  /** The bucket's address, with a prefix if wanted: `https://s3.example.org/bucket/files`. */
  url: string
  region: string
  keyId: string
  secret: string
}

/** How long the store may be silent: until it answers, retries and all, and then before each next piece of a file. */
export interface S3Patience {
  answerMs: number
  idleMs: number
}
const usualPatience: S3Patience = { answerMs: 15_000, idleMs: 15_000 }
const retries = 2

/** Files in a bucket of Amazon S3 or of anything that speaks its protocol (OSS, COS, MinIO …), signed with AWS Signature 4. */
export function openS3Store(
  { url, region, keyId, secret }: S3Options,
  { answerMs, idleMs } = usualPatience,
): FileStore {
  const client = new AwsClient({
    accessKeyId: keyId,
    secretAccessKey: secret,
    region,
    service: 's3',
    retries,
  })
  const base = url.replace(/\/$/, '')

  async function ask(id: string, init: RequestInit, stopped = new AbortController()): Promise<Response> {
    mustBeFileId(id)
    const patience = setTimeout(() => stopped.abort(new DOMException('no answer', 'TimeoutError')), answerMs)
    const answer = await client
      .fetch(`${base}/${id}`, { ...init, signal: stopped.signal })
      .catch((error: Error) => {
        throw new FileStoreAway(`the file store does not answer: ${error.name}`, { cause: error })
      })
      .finally(() => clearTimeout(patience))
    if (answer.ok || answer.status === 404) return answer
    await answer.body?.cancel()
    throw new FileStoreAway(`the file store answered ${answer.status}`)
  }
  return {
    kind: 's3',
    async put(id, bytes, type) {
      const known = await ask(id, { method: 'HEAD' })
      if (known.ok && Number(known.headers.get('content-length')) === bytes.length) return { created: false }
      // The id is the content's SHA-256, and so the hash that the signature wants: the store checks what arrives by it.
      const headers = {
        'Content-Type': type,
        'Content-Length': String(bytes.length),
        'X-Amz-Content-Sha256': id,
      }
      const answer = await ask(id, { method: 'PUT', body: bytes as BodyInit, headers })
      await answer.body?.cancel()
      if (!answer.ok) throw new FileStoreAway('the file store has no such bucket')
      return { created: true }
    },
    async get(id, range) {
      const headers: Record<string, string> = range ? { Range: `bytes=${range.start}-${range.end}` } : {}
      const stopped = new AbortController()
      const answer = await ask(id, { headers }, stopped)
      if (answer.ok && answer.body) return readInTime(answer.body, stopped, idleMs)
      await answer.body?.cancel()
      return null
    },
    async remove(id) {
      const answer = await ask(id, { method: 'DELETE' })
      await answer.body?.cancel()
    },
  }
}

/**
 * A file as it comes in, however long all of it takes: a slow line is no fault. Only a store that is silent for `idleMs` while
 * it is waited for is; a reader who is slow to take what has come does not count.
 */
function readInTime(body: ReadableStream<Uint8Array>, stopped: AbortController, idleMs: number): Readable {
  async function* pieces() {
    const reader = body.getReader()
    try {
      for (;;) {
        const patience = setTimeout(() => stopped.abort(new DOMException('silent', 'TimeoutError')), idleMs)
        const piece = await reader.read().finally(() => clearTimeout(patience))
        if (piece.done) return
        yield piece.value
      }
    } catch (error) {
      throw new FileStoreAway('the file store stopped in the middle of a file', { cause: error })
    } finally {
      await reader.cancel().catch(() => {})
    }
  }
  return Readable.from(pieces(), { objectMode: false })
}
