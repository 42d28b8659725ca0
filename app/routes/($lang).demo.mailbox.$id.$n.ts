import type { LoaderFunctionArgs } from '@remix-run/node'
import { readMailAttachment } from '~/platform/mailbox.server'
import { wholeNumber } from '~/platform/whole-number'

export async function loader({ params, context: { house } }: LoaderFunctionArgs) {
  const n = wholeNumber(params.n ?? null)
  const file =
    house.config.SHANXING_DEMO && n !== null
      ? await readMailAttachment(house.config.DATA_DIR, params.id!, Number(n))
      : null
  if (!file) throw new Response(null, { status: 404 })
  return new Response(new Uint8Array(file.content), {
    headers: {
      'Content-Type': file.contentType,
      'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
      'Cache-Control': 'private, no-store',
    },
  })
}
