import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { findPurposeFile } from '~/ledger/list-purpose-changes.server'
import { isFileId } from '~/platform/files/file-store.server'

/** What shows the filing or the consent of a change of purpose; for the desk only, and whatever it holds runs nothing. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const { slug, file } = params
  await enter(house.identity, { request, address }, 'fund.see', { fund: slug! })
  const known = isFileId(file!) ? await findPurposeFile(house.db, slug!, file!) : null
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
