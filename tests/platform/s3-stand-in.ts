import { createHash, createHmac } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

const sha = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()

export interface S3StandIn {
  url: string
  objects: Map<string, { bytes: Buffer; type: string }>
  /** What it was asked and refused, for example `403 signature`. */
  refused: string[]
  /** Answers everything with this status while set. */
  broken: number | null
  stop(): Promise<void>
}

/**
 * A bucket that keeps its objects in memory and lets nobody in whose signature is not right. The signature is computed here
 * from Amazon's description (Signature Version 4, "Create a signed request"), not with the library under test.
 */
export async function openS3(keyId: string, secret: string, region = 'us-east-1'): Promise<S3StandIn> {
  const objects: S3StandIn['objects'] = new Map()
  const refused: string[] = []
  const server = http.createServer(async (req, res) => {
    const parts: Buffer[] = []
    for await (const part of req) parts.push(part)
    const body = Buffer.concat(parts)
    const end = (status: number, why = '') => {
      if (why) refused.push(`${status} ${why}`)
      res.writeHead(status).end()
    }
    if (standIn.broken) return end(standIn.broken, 'broken')
    const why = faultOf(req, body, { keyId, secret, region })
    if (why) return end(403, why)
    const { pathname } = new URL(req.url!, 'http://x')
    if (!pathname.startsWith('/bucket/')) return end(404)
    const known = objects.get(pathname)
    if (req.method === 'PUT') {
      objects.set(pathname, { bytes: body, type: req.headers['content-type'] ?? '' })
      return end(200)
    }
    if (req.method === 'DELETE') {
      objects.delete(pathname)
      return end(204)
    }
    if (!known) return end(404)
    const range = /^bytes=(\d+)-(\d+)$/.exec(req.headers.range ?? '')
    const content = range ? known.bytes.subarray(Number(range[1]), Number(range[2]) + 1) : known.bytes
    res.writeHead(range ? 206 : 200, { 'Content-Length': content.length, 'Content-Type': known.type })
    res.end(req.method === 'HEAD' ? undefined : content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const standIn: S3StandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket`,
    objects,
    refused,
    broken: null,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return standIn
}

/** Null when the request is signed by who it says, and carries what was signed. */
function faultOf(
  req: http.IncomingMessage,
  body: Buffer,
  { keyId, secret, region }: { keyId: string; secret: string; region: string },
): string | null {
  const [, credential, signed, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]+)$/.exec(
      req.headers.authorization ?? '',
    ) ?? []
  if (!credential || !signed || !signature) return 'unsigned'
  const [id, day, place, service, end] = credential.split('/')
  if (id !== keyId || place !== region || service !== 's3' || end !== 'aws4_request') return 'credential'
  const date = String(req.headers['x-amz-date'])
  const hash = String(req.headers['x-amz-content-sha256'])
  if (!date.startsWith(day!)) return 'date'
  if (hash !== 'UNSIGNED-PAYLOAD' && hash !== sha(body)) return 'content'
  if (req.method === 'PUT' && hash === 'UNSIGNED-PAYLOAD') return 'content not signed'
  const names = signed.split(';')
  if (!['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => names.includes(name))) return 'headers'
  const url = new URL(req.url!, 'http://x')
  const canonical = [
    req.method,
    url.pathname,
    url.searchParams.toString(),
    ...names.map((name) => `${name}:${String(req.headers[name]).trim().replace(/\s+/g, ' ')}`),
    '',
    signed,
    hash,
  ].join('\n')
  const scope = [day, region, 's3', 'aws4_request'].join('/')
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha(canonical)].join('\n')
  const key = ['aws4_request'].reduce(hmac, hmac(hmac(hmac(`AWS4${secret}`, day!), region), 's3'))
  return hmac(key, toSign).toString('hex') === signature ? null : 'signature'
}
