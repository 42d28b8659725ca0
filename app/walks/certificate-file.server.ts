import type { Sql } from '~/platform/db.server'
import { readCardId } from './card-id'
import type { Certificate } from './certificate'
import { findCertificateOfCard } from './find-certificate.server'

export interface CertificateFile {
  db: Sql
  /** As it stands in the address. */
  card: string
  kind: 'pdf' | 'png'
  make(certificate: Certificate): Promise<Uint8Array>
}
const types = { pdf: 'application/pdf', png: 'image/png' }

/** A card's certificate as a file; nobody else's cache keeps it. 404 where the card has none, 410 once it was withdrawn. */
export async function certificateFile({ db, card, kind, make }: CertificateFile): Promise<Response> {
  const id = readCardId(card)
  const certificate = id && (await findCertificateOfCard(db, id))
  if (!certificate) return new Response(null, { status: 404 })
  if (certificate.withdrawn) return new Response(null, { status: 410 })
  return new Response(new Uint8Array(await make(certificate)), {
    headers: {
      'Content-Type': types[kind],
      'Content-Disposition': `inline; filename="${certificate.number}.${kind}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
