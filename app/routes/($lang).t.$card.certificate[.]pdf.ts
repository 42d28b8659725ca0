import type { LoaderFunctionArgs } from '@remix-run/node'
import { localeOfPath } from '~/platform/i18n'
import { certificateFile } from '~/walks/certificate-file.server'
import { renderCertificate } from '~/walks/render-certificate.server'

/** The certificate to print. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const seconds = await house.limits.cardsByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const words = { locale: localeOfPath(new URL(request.url).pathname), publicUrl: house.config.PUBLIC_URL }
  return certificateFile({
    ...{ db: house.db, card: params.card!, kind: 'pdf' },
    make: (certificate) => renderCertificate(certificate, words),
  })
}
