import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { QrDrawing } from '~/ui/qr-path'

/** The way to give, black on white in every theme: large enough to be scanned from six metres. */
export function GiveCode({ code, children }: { code: QrDrawing & { said: string }; children: ReactNode }) {
  const { t } = useTranslation('screen')
  return (
    <figure className="screen-code">
      <svg
        viewBox={`0 0 ${code.size} ${code.size}`}
        role="img"
        aria-label={t('giveQr', { url: code.said })}
        shapeRendering="crispEdges"
        className="keeps-colours"
      >
        <rect width={code.size} height={code.size} fill="#fff" />
        <path d={code.path} fill="#000" />
      </svg>
      <figcaption>
        <b>{children}</b>
        <code>{code.said}</code>
      </figcaption>
    </figure>
  )
}
