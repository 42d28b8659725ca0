import type { LoaderFunctionArgs } from '@remix-run/node'
import { localeOfPath } from '~/platform/i18n'
import { certificateFile } from '~/walks/certificate-file.server'
import { drawCertificate } from '~/walks/draw-certificate.server'

/** The certificate as a picture to keep and to share. */
export async function loader({ request, params, context: { house, address } }: LoaderFunctionArgs) {
  const seconds = await house.limits.cardsByAddress.take(address)
  if (seconds > 0) throw new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  const words = { locale: localeOfPath(new URL(request.url).pathname), publicUrl: house.config.PUBLIC_URL }
  return certificateFile({
    ...{ db: house.db, card: params.card!, kind: 'png' },
    make: (certificate) => drawCertificate(certificate, words),
  })
}
