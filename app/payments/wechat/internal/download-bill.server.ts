import { createHash } from 'node:crypto'
import { authorization, type MerchantKeys } from './signatures.server'

const timeoutMs = 120_000

/**
 * The file at an address that WeChat named. It is not signed: what counts is its hash, which came in a signed answer. What is signed with
 * our key goes to WeChat and nowhere else. Throws when it cannot be had, or is not what its hash says.
 */
export async function downloadBill(
  keys: MerchantKeys,
  apiBase: string,
  { hash_type, hash_value, download_url }: Record<string, unknown>,
): Promise<string> {
  const url = typeof download_url === 'string' && URL.canParse(download_url) ? new URL(download_url) : null
  if (!url || url.origin !== new URL(apiBase).origin || hash_type !== 'SHA1')
    throw new Error('WeChat Pay named a bill that is not to be fetched')
  const response = await fetch(url, {
    headers: {
      Authorization: authorization(keys, 'GET', url.pathname + url.search, ''),
      'User-Agent': 'shanxing',
    },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  if (!response.ok) throw new Error(`a bill of WeChat Pay could not be fetched: ${response.status}`)
  if (createHash('sha1').update(bytes).digest('hex') !== String(hash_value).toLowerCase())
    throw new Error('a bill of WeChat Pay is not what its hash says')
  return bytes.toString('utf8')
}
