import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { findEvidence, findGoods } from '~/giving/find-goods.server'
import { enter } from '~/identity/enter.server'
import { isFileId } from '~/platform/files/file-store.server'

/** A file that proves what goods are worth or where they went; for the desk only, and whatever it holds runs nothing. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'goods.see', 'somewhere')
  const { id, file } = params
  const found = await findGoods(house.db, by, id!)
  const known = found && isFileId(file!) ? await findEvidence(house.db, id!, file!) : null
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
