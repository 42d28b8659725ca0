import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { isFileId } from '~/platform/files/file-store.server'
import { findProjectEvidence } from '~/projects/find-desk-project.server'

/** A file that shows a milestone; for the desk only, and whatever it holds runs nothing. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  await enter(house.identity, { request, address }, 'project.see', 'somewhere')
  const { key, file } = params
  const known = isFileId(file!) ? await findProjectEvidence(house.db, key!, file!) : null
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
