import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '~/ui/text-field'
import { useOrganiseWords } from './organise-form'
import { type MapPlace, TrailMap, type TrailMapProps } from './trail-map'

export interface PlaceSpotProps {
  trails: TrailMapProps['trails']
  places: readonly MapPlace[]
  /** The one that is being placed; one that is not among the others yet is added. */
  chosen: Pick<MapPlace, 'key' | 'kind'>
  x: string
  y: string
  errors: Record<string, string | undefined>
}

const thousandths = (at: number, from: number, length: number) =>
  String(Math.round(Math.min(1, Math.max(0, (at - from) / length)) * 1_000))

/** Where a place stands: two numbers, and a map to click on once scripts run. The numbers are the keyboard's way, and the form's. */
export function PlaceSpot({ trails, places, chosen, errors, ...begun }: PlaceSpotProps) {
  const { t } = useTranslation('organising')
  const { labelOf, say } = useOrganiseWords(errors)
  const [spot, setSpot] = useState({ x: begun.x, y: begun.y })
  const [clickable, setClickable] = useState(false)
  const map = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = map.current!
    function place({ clientX, clientY }: MouseEvent) {
      const { left, top, width, height } = box.querySelector('svg')!.getBoundingClientRect()
      setSpot({ x: thousandths(clientX, left, width), y: thousandths(clientY, top, height) })
    }
    box.addEventListener('click', place)
    setClickable(true)
    return () => box.removeEventListener('click', place)
  }, [])
  const at = { ...chosen, x: Number(spot.x) || 0, y: Number(spot.y) || 0 }
  const others = places.filter(({ key }) => key !== chosen.key)
  const isNew = others.length === places.length
  const field = (name: 'x' | 'y') => ({
    ...{ name, label: labelOf(name), error: say(name), value: spot[name] },
    onChange: (event: { target: { value: string } }) => setSpot({ ...spot, [name]: event.target.value }),
  })
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
      <div>
        <div
          ref={map}
          className={`rounded-paper border border-edge bg-paper ${clickable ? 'cursor-crosshair' : ''}`}
        >
          <TrailMap
            whole
            trails={trails}
            places={isNew ? [...places, at] : places.map((one) => (one.key === at.key ? at : one))}
            chosen={at.key}
            title={t('mapText')}
            className="block aspect-square w-full"
          />
        </div>
        {clickable && <p className="mt-1 text-sm text-soft">{t('hint.click')}</p>}
      </div>
      <div className="grid grid-cols-2 items-start gap-5">
        <TextField {...field('x')} inputMode="numeric" hint={t('hint.x')} required />
        <TextField {...field('y')} inputMode="numeric" hint={t('hint.y')} required />
      </div>
    </div>
  )
}
