import { Readable } from 'node:stream'
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { exportDonorGifts } from '~/giving/export-donor-gifts.server'
import { exportDonorMonthly } from '~/giving/export-donor-monthly.server'
import { exportDonorPledges } from '~/giving/export-donor-pledges.server'
import { enterAsOwner } from '~/identity/enter-as-owner.server'
import { exportAccount } from '~/identity/export-account.server'
import { localeOfPath, pathIn } from '~/platform/i18n'

/**
 * Everything that we keep about whoever asks, as one JSON file that grows as it is read. Who has to sign in or to prove a
 * second factor first comes back to the page that offers the file: a page that turns into a download looks stuck.
 */
export async function loader({ request, context: { house, address } }: LoaderFunctionArgs) {
  const offer = pathIn(localeOfPath(new URL(request.url).pathname), '/account/gifts?data=ready')
  const signedIn = await enterAsOwner(house, { request, address }, offer)
  const account = await exportAccount(house.db, signedIn)
  async function* pieces() {
    yield `{"exportedAt":${JSON.stringify(house.now())},\n"account":${JSON.stringify(account)},\n"gifts":`
    if (signedIn.verifiedEmail) yield* exportDonorGifts(house.db, signedIn.verifiedEmail)
    else yield '[]'
    if (signedIn.verifiedEmail)
      yield `,\n"monthlyGifts":${JSON.stringify(await exportDonorMonthly(house.db, signedIn.verifiedEmail))}`
    yield ',\n"pledges":'
    if (signedIn.verifiedEmail) yield* exportDonorPledges(house.db, signedIn.verifiedEmail)
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
