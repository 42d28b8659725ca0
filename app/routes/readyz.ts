import type { LoaderFunctionArgs } from '@remix-run/node'
import { readSealerLag } from '~/ledger/read-head.server'

const mostLagMs = 10_000n

/** Ready to serve: the database answers and the sealer keeps up. 503 otherwise, with what is wrong. */
export async function loader({ context }: LoaderFunctionArgs) {
  try {
    const { waiting, oldestMs } = await readSealerLag(context.house.db)
    const keepsUp = oldestMs <= mostLagMs
    return Response.json(
      { ok: keepsUp, database: 'up', sealer: { waiting: waiting.toString(), oldestMs: oldestMs.toString() } },
      { status: keepsUp ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
    )
  } catch {
    return Response.json(
      { ok: false, database: 'down' },
      { status: 503, headers: { 'Cache-Control': 'no-store' } },
    )
  }
}
