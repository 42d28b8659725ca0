import type { LoaderFunctionArgs } from '@remix-run/node'
import { proveConsistency } from '~/ledger/prove-consistency.server'
import { proveInclusion } from '~/ledger/prove-inclusion.server'
import { readHead } from '~/ledger/read-head.server'
import { publicJson, refusedJson } from '~/platform/public-json.server'
import { wholeNumber } from '~/platform/whole-number'

/**
 * RFC 6962 proofs, hashes in hex. `?index=&size=`: entry `index` is in the log of `size` leaves (size: now by default).
 * `?first=&second=`: the log of `second` leaves begins with that of `first`.
 */
export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  const outOfRange = () => refusedJson(404, 'out-of-range', 'The log has no such leaf or size.')
  if (query.has('index')) {
    const index = wholeNumber(query.get('index'))
    const size = query.has('size') ? wholeNumber(query.get('size')) : (await readHead(house.db)).treeSize
    if (index === null || size === null)
      return refusedJson(400, 'bad-range', '"index" and "size" must be whole numbers.')
    const proof = await proveInclusion(house.db, { index, size })
    if (!proof.ok) return outOfRange()
    return publicJson(request, {
      kind: 'inclusion',
      index: Number(index),
      treeSize: Number(size),
      leafHash: proof.leafHash,
      hashes: proof.hashes,
    })
  }
  const [first, second] = [wholeNumber(query.get('first')), wholeNumber(query.get('second'))]
  if (first === null || second === null) {
    return refusedJson(400, 'bad-range', 'Ask with "index" and "size", or with "first" and "second".')
  }
  const proof = await proveConsistency(house.db, { first, second })
  if (!proof.ok) return outOfRange()
  return publicJson(request, {
    kind: 'consistency',
    first: Number(first),
    second: Number(second),
    hashes: proof.hashes,
  })
}
