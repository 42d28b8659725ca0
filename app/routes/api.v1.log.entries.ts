import type { LoaderFunctionArgs } from '@remix-run/node'
import { listLogEntries, mostLogEntries } from '~/ledger/list-log-entries.server'
import { publicJson, refusedJson } from '~/platform/public-json.server'
import { wholeNumber } from '~/platform/whole-number'

/** Sealed entries `start` (inclusive) to `end` (exclusive), at most 256: each with its canonical leaf and hash. */
export async function loader({ request, context: { house } }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  const start = wholeNumber(query.get('start') ?? '0')
  const end = query.has('end')
    ? wholeNumber(query.get('end'))
    : start === null
      ? null
      : start + mostLogEntries
  if (start === null || end === null)
    return refusedJson(400, 'bad-range', '"start" and "end" must be whole numbers.')
  const found = await listLogEntries(house.db, { start, end })
  if (!found.ok) return refusedJson(404, found.reason, 'The log has no entry in this range.')
  return publicJson(request, {
    treeSize: Number(found.treeSize),
    entries: found.entries.map((e) => ({
      index: Number(e.index),
      entryId: e.entryId.toString(),
      leaf: e.leaf,
      leafHash: e.leafHash,
    })),
  })
}
