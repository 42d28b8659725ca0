import sharp from 'sharp'
import { formatDay } from '~/platform/dates'
import { inLocale } from '~/platform/i18n'
import { outlineOf, type Weight, widthOf, wrap } from '~/platform/outline-text.server'
import { textsIn } from '~/platform/texts.server'
import { drawQr } from '~/ui/draw-qr.server'
import { carveSeal } from '~/ui/seal-stone'
import { type Certificate, certificateUrl } from './certificate'
import type { CertificateOptions } from './render-certificate.server'

/** As tall as a phone's screen takes, for sharing. */
const [width, height] = [1080, 1440]
const margin = 96
/** As in ui/tokens.css. */
const colour = { paper: '#fbf7f0', ink: '#22201d', soft: '#59524a', line: '#ddd3c4', kapok: '#c8362b' }

interface Ink {
  size: number
  least?: number
  fill?: string
  weight?: Weight
}

/** A line in the middle, smaller where it would be too wide; two lines where it would be too small. */
function centred(
  text: string,
  y: number,
  { size, least = size, fill = colour.ink, weight = 'regular' }: Ink,
) {
  const room = width - 2 * margin
  const fitting = Math.min(size, (size * room) / Math.max(1, widthOf(text, weight, size)))
  const shown = Math.max(least, fitting)
  return wrap(text, weight, shown, room, 2)
    .map((line, n) => {
      const x = (width - widthOf(line, weight, shown)) / 2
      return `<path fill="${fill}" d="${outlineOf(line, weight, shown, x, y + n * shown * 1.3)}"/>`
    })
    .join('')
}

/** The certificate as a picture to keep and to share: a PNG of 1080 × 1440. */
export async function drawCertificate(
  certificate: Certificate,
  { locale, publicUrl }: CertificateOptions,
): Promise<Buffer> {
  const t = textsIn(locale, 'prints')
  const name = certificate.name || t('certificate.walker')
  const campaign = inLocale(locale, certificate.campaign)
  const where = inLocale(locale, certificate.place)
  const when = [formatDay(locale, certificate.day), where].filter(Boolean).join(' · ')
  const parts = [
    `<rect width="${width}" height="${height}" fill="${colour.paper}"/>`,
    `<rect x="36" y="36" width="${width - 72}" height="${height - 72}" fill="none" stroke="${colour.kapok}" stroke-width="4"/>`,
    `<rect x="48" y="48" width="${width - 96}" height="${height - 96}" fill="none" stroke="${colour.line}" stroke-width="2"/>`,
    centred(textsIn(locale, 'ui')('federation'), 150, { size: 30, fill: colour.soft }),
    centred(t('certificate.title'), 260, { size: 92, weight: 'bold' }),
    `<rect x="${width / 2 - 60}" y="306" width="120" height="4" fill="${colour.kapok}"/>`,
    centred(name, 430, { size: 80, least: 40, weight: 'bold' }),
    centred(t('certificate.did', { campaign }), 560, { size: 40, least: 32 }),
    centred(t('certificate.distance', { km: certificate.level.km }), 800, {
      ...{ size: 170, weight: 'bold', fill: colour.kapok },
    }),
    centred(when, 900, { size: 34, least: 24 }),
    centred(t('certificate.thanks'), 970, { size: 34, least: 24, fill: colour.soft }),
    qr(certificateUrl(publicUrl, locale, certificate)),
    seal(t('certificate.seal'), certificate.number),
    centred(`${t('certificate.number')} ${certificate.number}`, 1352, { size: 26, fill: colour.soft }),
  ]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${parts.join('')}</svg>`
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 64 }).toBuffer()
}

function qr(url: string): string {
  const { size, path } = drawQr(url)
  const scale = 270 / size
  return `<g transform="translate(${margin} 1040) scale(${scale})"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="${colour.ink}"/></g>`
}

function seal(text: string, seed: string): string {
  const stone = carveSeal(seed, [...text], 'white')
  const letters = stone.characters.map(({ text: letter, x, y, scaleX, scaleY }) => {
    const d = outlineOf(letter, 'bold', 40, -20, 15)
    return `<path transform="translate(${x} ${y}) scale(${scaleX} ${scaleY})" d="${d}"/>`
  })
  return `<g transform="translate(${width - margin - 250} 1050) rotate(-3 125 125) scale(2.5)"><path d="${stone.outline}" fill="${colour.kapok}"/><g fill="${colour.paper}">${letters.join('')}<path d="${stone.wear}"/></g></g>`
}
