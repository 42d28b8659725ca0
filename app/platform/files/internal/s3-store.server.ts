import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import { type FileStore, FileStoreAway, mustBeFileId } from '../file-store.server'

export interface S3Options {
  /** The bucket's address, with a prefix if wanted: `https://s3.example.org/bucket/files`. */
  url: string
  region: string
  keyId: string
  secret: string
}

const longestMs = 15_000
const retries = 2

/** Files in a bucket of Amazon S3 or of anything that speaks its protocol (OSS, COS, MinIO …), signed with AWS Signature 4. */
export function openS3Store({ url, region, keyId, secret }: S3Options): FileStore {
  const client = new AwsClient({
    accessKeyId: keyId,
    secretAccessKey: secret,
    region,
    service: 's3',
    retries,
  })
  const base = url.replace(/\/$/, '')

  async function ask(id: string, init: RequestInit): Promise<Response> {
    mustBeFileId(id)
    const answer = await client
      .fetch(`${base}/${id}`, { ...init, signal: AbortSignal.timeout(longestMs) })
      .catch((error: Error) => {
        throw new FileStoreAway(`the file store does not answer: ${error.name}`, { cause: error })
      })
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
      const answer = await ask(id, { headers })
      if (answer.ok && answer.body) return Readable.fromWeb(answer.body as ReadableStream)
      await answer.body?.cancel()
      return null
    },
    async remove(id) {
      const answer = await ask(id, { method: 'DELETE' })
      await answer.body?.cancel()
    },
  }
}
