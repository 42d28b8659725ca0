import { hexToBytes } from '@noble/hashes/utils.js'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatClock } from '~/platform/dates'
import { drawPhoneQr } from '~/ui/draw-phone-qr'
import { chainValues, stepAt, windowOf } from '../code-chain'
import { stampUrl } from '../stamp-code'
import type { VolunteerShellData } from '../volunteer-shell-data'

/** The code that this phone shows to walkers: another one each half minute, made here, so that it needs no signal. */
export function RotatingCode({
  rotating: { chain, seed },
  publicUrl,
  aheadMs,
}: {
  rotating: NonNullable<VolunteerShellData['rotating']>
  publicUrl: string
  aheadMs: number
}) {
  const { t } = useTranslation('gate')
  const values = useMemo(() => chainValues(chain.id, chain.steps, hexToBytes(seed)).values, [chain, seed])
  const [now, setNow] = useState(() => Date.now() - aheadMs)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() - aheadMs), 1_000)
    return () => clearInterval(timer)
  }, [aheadMs])

  const step = stepAt(chain, now)
  if (step === null) return <p className="p-4 text-lg">{t('code.notToday')}</p>
  const { size, path } = drawPhoneQr(stampUrl(publicUrl, { chain: chain.id, step, value: values[step]! }))
  const until = windowOf(chain, step).until
  return (
    <figure className="space-y-2">
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={t('code.label')}
        className="w-full bg-white"
      >
        <path d={path} fill="#000" />
      </svg>
      <figcaption className="text-center text-lg tabular-nums">
        {t('code.until', { time: formatClock(new Date(until)), seconds: Math.ceil((until - now) / 1_000) })}
      </figcaption>
    </figure>
  )
}
