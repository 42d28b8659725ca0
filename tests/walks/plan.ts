import { chainValues, type PublicChain } from '~/walks/code-chain'
import type { PlanPlace, WalkPlan } from '~/walks/walk-plan'

export const day = '2027-01-09'
/** Milliseconds of a time of that day in Asia/Shanghai. */
export const at = (clock: string): number => Date.parse(`${day}T${clock}+08:00`)

const checkpoint = (n: number): PlanPlace => ({
  key: `cp${n}`,
  kind: 'checkpoint',
  nameZh: `第${n}打卡点`,
  nameEn: `Checkpoint ${n}`,
  gameZh: '',
  gameEn: '',
  x: n * 150,
  y: 300,
  opensAt: at('08:00:00'),
  closesAt: at('15:00:00'),
})
const gate = (key: 'start' | 'finish'): PlanPlace => ({ ...checkpoint(0), key, kind: key })

const seed = (n: number) => new Uint8Array(32).fill(n)
const make = (id: string, place: string, kind: PublicChain['kind'], stepSeconds: number, n: number) => {
  const steps = kind === 'static' ? 1 : 86_400 / stepSeconds
  const { anchor, values } = chainValues(id, steps, seed(n))
  const chain: PublicChain = { id, place, kind, stepSeconds, startsAt: at('00:00:00'), steps, anchor }
  return { chain, values, seed: seed(n) }
}

/** Three chains of one walk, with all their values and the seeds that made them. */
export const chains = {
  poster: make('P0STER', 'cp1', 'static', 86_400, 1),
  flipBook: make('F11PBK', 'cp2', 'page', 1_800, 2),
  phone: make('PH0NE1', 'cp3', 'rotating', 30, 3),
}

/** Two levels, five checkpoints, two gates. */
export const plan: WalkPlan = {
  campaign: 'walk-12',
  nameZh: '第十二届健康行',
  nameEn: 'The twelfth walk',
  day,
  stampOrder: 'free',
  leastMinutesApart: 3,
  backBy: at('15:00:00'),
  trails: [],
  places: [gate('start'), ...[1, 2, 3, 4, 5].map(checkpoint), gate('finish')],
  levels: [
    { key: '5km', nameZh: '五公里', nameEn: '5 km', km: 5, needs: ['cp1', 'cp2', 'cp3'] },
    { key: '10km', nameZh: '十公里', nameEn: '10 km', km: 10, needs: ['cp1', 'cp2', 'cp3', 'cp4', 'cp5'] },
  ],
  chains: Object.values(chains).map(({ chain }) => chain),
}
