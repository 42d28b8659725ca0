import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node'
import { enter } from '~/identity/enter.server'
import { isFileId } from '~/platform/files/file-store.server'
import { findPlanFile } from '~/stewardship/plans/find-plan.server'

/** A file of a plan, or one that shows a payment; for those who may see the plan, and whatever it holds runs nothing. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const by = await enter(house.identity, { request, address }, 'plan.see', 'somewhere')
  const { id, file } = params
  const known = isFileId(file!) ? await findPlanFile(house.db, by, id!, file!) : null
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
