import { Readable } from 'node:stream'
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { exportDonorGifts } from '~/giving/export-donor-gifts.server'
import { enterSignedIn } from '~/identity/enter.server'
import { exportAccount } from '~/identity/export-account.server'

/** Everything that we keep about whoever asks, as one JSON file that grows as it is read. */
export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const signedIn = await enterSignedIn(house.identity, { request, address })
  const account = await exportAccount(house.db, signedIn)
  async function* pieces() {
    yield `{"exportedAt":${JSON.stringify(house.now())},\n"account":${JSON.stringify(account)},\n"gifts":`
    if (signedIn.verifiedEmail) yield* exportDonorGifts(house.db, signedIn.verifiedEmail)
    else yield '[]'
    yield '}\n'
  }
  return new Response(createReadableStreamFromReadable(Readable.from(pieces())), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="shanxing-my-data.json"',
      'Cache-Control': 'private, no-store',
    },
  })
}
