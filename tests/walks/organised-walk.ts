import { expect } from 'vitest'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { openCampaign } from '~/campaigns/open-campaign.server'
import { theSoftware } from '~/identity/actor'
import type { Database } from '~/platform/db.server'
import { setUpWalk } from '~/walks/set-up-walk.server'
import type { WalkInput } from '~/walks/walk-input'
import { prepare, walk } from '../giving/support'

export const eventDay = '2027-01-09'

const checkpoint = (n: number, zh: string, en: string) => ({
  key: `cp${n}`,
  kind: 'checkpoint' as const,
  name: { zh, en },
  game: {
    zh: '和志愿者猜拳，赢了盖章；输了再来一次。',
    en: 'Win a round of rock, paper, scissors; lose and try again.',
  },
  x: 100 + n * 140,
  y: 200 + (n % 2) * 150,
  opens: '08:30',
  closes: '14:30',
})

/** The walk of the tests: two gates, five checkpoints, two levels, in Dafushan Forest Park. */
export const walkOf: WalkInput = {
  settings: {
    registerFrom: '2026-12-01T09:00',
    registerUntil: '2027-01-05T18:00',
    backBy: '15:30',
    trails: [
      [
        [100, 400],
        [380, 200],
        [660, 350],
        [900, 400],
      ],
    ],
    questions: [
      {
        key: 'shirt',
        kind: 'choice',
        labelZh: 'T恤尺码',
        labelEn: 'Shirt size',
        choices: ['S', 'M', 'L'],
        required: true,
      },
    ],
  },
  waiver: { zh: '我身体健康，自愿参加。', en: 'I am in good health and take part of my own will.' },
  places: [
    {
      ...checkpoint(0, '南门起点', 'Start at the south gate'),
      key: 'start',
      kind: 'start',
      game: { zh: '', en: '' },
    },
    checkpoint(1, '龙湖', 'Dragon Lake'),
    checkpoint(2, '松涛阁', 'Pine Pavilion'),
    checkpoint(3, '玉女潭', 'Jade Pool'),
    checkpoint(4, '观景台', 'Lookout'),
    checkpoint(5, '竹林', 'Bamboo Grove'),
    {
      ...checkpoint(6, '南门终点', 'Finish at the south gate'),
      key: 'finish',
      kind: 'finish',
      game: { zh: '', en: '' },
    },
  ],
  levels: [
    { key: '5km', name: { zh: '五公里', en: '5 km' }, km: 5, capacity: 600, needs: ['cp1', 'cp2', 'cp3'] },
    {
      key: '10km',
      name: { zh: '十公里', en: '10 km' },
      km: 10,
      capacity: 500,
      needs: ['cp1', 'cp2', 'cp3', 'cp4', 'cp5'],
    },
  ],
}

/** A campaign with its event day; open to the public when `open`. */
export async function draftEvent(db: Database, slug = 'walk-11', { open = true } = {}): Promise<void> {
  await prepare(db)
  const drafted = await draftCampaign(db, theSoftware, {
    ...walk,
    slug,
    eventOn: eventDay,
    endsOn: '2027-03-31',
  })
  expect(drafted).toEqual({ ok: true, slug })
  if (!open) return
  expect(await db.transaction((tx) => openCampaign(tx, theSoftware, slug))).toMatchObject({ ok: true })
}

/** The open campaign walk-11 with its walk, set up as an organiser would. */
export async function organiseWalk(db: Database, change: Partial<WalkInput> = {}): Promise<void> {
  await draftEvent(db)
  expect(await setUpWalk(db, theSoftware, 'walk-11', { ...walkOf, ...change })).toEqual({ ok: true })
}
