import { type Day, localMinute } from '~/platform/dates'
import type { Translate } from '~/platform/i18n'
import { textsIn } from '~/platform/texts.server'
import type { PlaceInput, WalkInput } from './walk-input'

const dayMs = 86_400_000
const stations = 5
const dayBefore = (day: Day, days = 1) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10)

/**
 * A walk to begin from, so that an organiser corrects instead of inventing: registration until the evening before, five checkpoints
 * between start and finish on one line, a level for each distance of the campaign (5 and 10 km where it names none), a waiver.
 */
export function draftWalk({
  day,
  levelsKm,
  now,
}: {
  day: Day
  levelsKm: readonly number[]
  now: Date
}): WalkInput {
  const both = (say: (t: Translate<'organising'>) => string) => ({
    zh: say(textsIn('zh-CN', 'organising')),
    en: say(textsIn('en', 'organising')),
  })
  const place = (kind: PlaceInput['kind'], n: number): PlaceInput => ({
    ...{ key: kind === 'checkpoint' ? `cp${n}` : kind, kind },
    name: both((t: Translate<'organising'>) => t(`draft.${kind}`, { n })),
    ...{ x: 80 + n * 140, y: n % 2 ? 440 : 560, opens: '08:30', closes: '15:30' },
  })
  const places = [
    place('start', 0),
    ...Array.from({ length: stations }, (_, n) => place('checkpoint', n + 1)),
    place('finish', stations + 1),
  ]
  const named = [...new Set(levelsKm)].filter((km) => km >= 1 && km <= 200).sort((a, b) => a - b)
  const kms = named.length > 0 ? named.slice(0, 10) : [5, 10]
  const registerUntil = `${dayBefore(day)}T18:00`
  const begun = localMinute(now)
  return {
    settings: {
      registerFrom: begun < registerUntil ? begun : `${dayBefore(day, 31)}T09:00`,
      ...{ registerUntil, backBy: '16:00' },
      trails: [places.map(({ x, y }) => [x, y])],
    },
    waiver: both((t: Translate<'organising'>) => t('draft.waiver')),
    places,
    levels: kms.map((km) => ({
      ...{ key: `${km}km`, km, capacity: 500 },
      name: both((t: Translate<'organising'>) => t('draft.level', { km })),
      // The longest way passes all of them.
      needs: Array.from({ length: Math.ceil((stations * km) / kms.at(-1)!) }, (_, n) => `cp${n + 1}`),
    })),
  }
}
