import type { LoaderFunctionArgs } from '@remix-run/node'
import { findAgreement } from '~/giving/keep-sponsor-files.server'
import { enter } from '~/identity/enter.server'

/** A sponsor's agreement, saved and never shown in place: for the desk alone. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const campaign = params.slug!
  const by = await enter(house.identity, { request, address }, 'sponsor.see', { campaign })
  const file = await findAgreement(house.db, by, { sponsorId: params.id!, campaign })
  if (!file) throw new Response(null, { status: 404 })
  return new Response(Buffer.from(file.content), {
    headers: {
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
