import type { LoaderFunctionArgs } from '@remix-run/node'
import { localeOfPath } from '~/platform/i18n'
import { readCardId } from '~/walks/card-id'
import { findCertificateOfCard } from '~/walks/find-certificate.server'
import { renderCertificate } from '~/walks/render-certificate.server'

/** The certificate to print. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const seconds = await house.limits.cardsByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const card = readCardId(params.card!)
  const certificate = card && (await findCertificateOfCard(house.db, card))
  if (!certificate) throw new Response(null, { status: 404 })
  if (certificate.withdrawn) throw new Response(null, { status: 410 })
  const locale = localeOfPath(new URL(request.url).pathname)
  const file = await renderCertificate(certificate, { locale, publicUrl: house.config.PUBLIC_URL })
  return new Response(new Uint8Array(file), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${certificate.number}.pdf"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
