import type { LoaderFunctionArgs } from '@remix-run/node'
import { signCheckpoint } from '~/ledger/checkpoint.server'
import { readHead } from '~/ledger/read-head.server'

/** The log's size and root, signed (C2SP tlog-checkpoint over signed-note, Ed25519). */
export async function loader({ context: { house } }: LoaderFunctionArgs) {
  return new Response(signCheckpoint(house.signer, await readHead(house.db)), {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'public, max-age=0, s-maxage=1',
      'Access-Control-Allow-Origin': '*',
      'X-Verifier-Key': house.signer.verifierKey,
    },
  })
}
