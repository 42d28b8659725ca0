import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { findGift } from '~/giving/find-gift.server'
import { findRefundProof } from '~/giving/find-money-back.server'
import { enter } from '~/identity/enter.server'
import { isFileId } from '~/platform/files/file-store.server'

/** The slip or receipt of a refund that was paid by hand; for whoever may see its gift, and whatever it holds runs nothing. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'gift.see', 'somewhere')
  const { id, file } = params
  const gift = await findGift(house.db, id!)
  if (!gift) throw new Response(null, { status: 404 })
  await enter(house.identity, { request, address }, 'gift.see', { campaign: gift.campaign })
  const known = isFileId(file!) ? await findRefundProof(house.db, gift.id, file!) : null
  const content = known && (await house.files.get(file!))
  if (!known || !content) throw new Response(null, { status: 404 })
  return new Response(createReadableStreamFromReadable(content), {
    headers: {
      'Content-Type': known.type,
      'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(known.name)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
}
