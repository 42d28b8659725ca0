import type { ReactNode } from 'react'
import type { QrDrawing } from './qr-path'

export interface QrFigureProps {
  /** From `qrPath` on the server. */
  qr: QrDrawing
  /** What scanning it does: said in place of the picture. */
  title: string
  caption?: ReactNode
  /** Side in pixels; it never grows past its column. */
  size?: number
  /** Where the code leads, for people who are already on this device. */
  href?: string
}

/** A QR code in black on white in every theme, with its caption. */
export function QrFigure({ qr, title, caption, size = 200, href }: QrFigureProps) {
  const picture = (
    <svg
      viewBox={`0 0 ${qr.size} ${qr.size}`}
      width={size}
      height={size}
      role="img"
      aria-label={title}
      shapeRendering="crispEdges"
      className="keeps-colours h-auto max-w-full border border-line"
    >
      <rect width={qr.size} height={qr.size} fill="#fff" />
      <path d={qr.path} fill="#000" />
    </svg>
  )
  return (
    <figure className="inline-block">
      {href ? (
        <a href={href} className="inline-block">
          {picture}
        </a>
      ) : (
        picture
      )}
      {caption && (
        <figcaption className="text-center text-sm text-soft" style={{ maxWidth: size }}>
          {caption}
        </figcaption>
      )}
    </figure>
  )
}
