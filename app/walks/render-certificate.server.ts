import { formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { openPaper } from '~/platform/paper/open-paper.server'
import { drawLattice, drawQr, drawSeal, ink } from '~/platform/paper/paper-marks.server'
import { textsIn } from '~/platform/texts.server'
import { type Certificate, certificateUrl } from './certificate'
import { put } from './internal/print-parts.server'

export interface CertificateOptions {
  locale: Locale
  publicUrl: string
}

/** The certificate as a PDF, one A4 page: who, what walk, how far, when; seal, number, and a code that leads to its check page. */
export function renderCertificate(
  certificate: Certificate,
  { locale, publicUrl }: CertificateOptions,
): Promise<Buffer> {
  const t = textsIn(locale, 'prints')
  const federation = textsIn(locale, 'ui')('federation')
  const paper = openPaper({
    title: `${t('certificate.title')} ${certificate.number}`,
    author: federation,
    locale,
    day: certificate.day,
  })
  const { doc } = paper
  doc.rect(0, 0, doc.page.width, doc.page.height).fill(ink.paper)
  const inner = drawLattice(doc, 22, 19, 27)
  const box = { x: inner.x + 36, width: inner.width - 72, align: 'center' as const }
  const line = (text: string, top: number, size: number, more: object = {}) =>
    put(paper, text, { ...box, top, height: size * 1.5, size, least: 7, ...more })
  line(federation, inner.y + 52, 14, { color: ink.soft })
  line(t('certificate.title'), inner.y + 80, 46, { face: 'bold' })
  doc.rect(inner.x + inner.width / 2 - 40, inner.y + 152, 80, 2).fill(ink.kapok)
  line(certificate.name || t('certificate.walker'), inner.y + 184, 38, {
    face: 'bold',
    height: 62,
    least: 12,
  })
  const campaign = inLocale(locale, certificate.campaign)
  line(t('certificate.did', { campaign }), inner.y + 252, 17, { height: 52 })
  const { km } = certificate.level
  line(t('certificate.distance', { km }), inner.y + 312, 66, { face: 'bold', color: ink.kapokText })
  const where = inLocale(locale, certificate.place)
  line([formatDay(locale, certificate.day), where].filter(Boolean).join(' · '), inner.y + 410, 14)
  line(t('certificate.thanks'), inner.y + 440, 15, { color: ink.soft })

  const foot = inner.y + inner.height - 170
  drawQr(doc, { x: box.x, y: foot, size: 120 }, certificateUrl(publicUrl, locale, certificate))
  const beside = { x: box.x + 132, width: box.width - 132 - 118, align: 'left' as const }
  line(t('certificate.check'), foot + 26, 10, { ...beside, color: ink.soft })
  line(t('certificate.number'), foot + 52, 10, { ...beside, color: ink.soft })
  line(certificate.number, foot + 66, 15, { ...beside, face: 'bold' })
  const seal = { x: box.x + box.width - 104, y: foot + 8, size: 98 }
  drawSeal(doc, paper.pen, seal, t('certificate.seal'), certificate.number)
  return paper.close()
}
