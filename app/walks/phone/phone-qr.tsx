import { useEffect, useState } from 'react'
import type { QrDrawing } from '~/ui/qr-path'

/** A QR code drawn on the phone, black on white whatever the theme: dark ones are not read everywhere. */
export function PhoneQr({ text, title }: { text: string; title: string }) {
  const [drawing, setDrawing] = useState<QrDrawing | null>(null)
  useEffect(() => {
    let current = true
    void import('~/ui/draw-phone-qr').then(({ drawPhoneQr }) => current && setDrawing(drawPhoneQr(text)))
    return () => {
      current = false
    }
  }, [text])
  const { size, path } = drawing ?? { size: 1, path: '' }
  return (
    <svg
      className="card-qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={title}
      shapeRendering="crispEdges"
      data-text={text}
    >
      <path d={`M0 0h${size}v${size}H0z`} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
