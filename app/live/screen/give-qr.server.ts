import { type Locale, pathIn } from '~/platform/i18n'
import { drawQr } from '~/ui/draw-qr.server'
import type { QrDrawing } from '~/ui/qr-path'

/** The short address that leads to a campaign's form for giving (routes/($lang).g.$slug.ts). */
export const givePath = (locale: Locale, slug: string): string =>
  pathIn(locale, `/g/${encodeURIComponent(slug)}`)

/** The short address as a QR code that carries over six metres; the address in words leaves out the scheme. */
export function giveQr(publicUrl: string, locale: Locale, slug: string): QrDrawing & { said: string } {
  const url = publicUrl.replace(/\/$/, '') + givePath(locale, slug)
  return {
    ...drawQr(url),
    said: url.replace(/^https?:\/\//, ''),
  }
}
