import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { formatRoundFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import { KapokFlower } from '~/ui/kapok-flower'
import { Seal } from '~/ui/seal'
import type { Milestone } from './milestones'

const flowers = [
  { x: 20, y: 64, scale: 1.1, turn: -14 },
  { x: 74, y: 30, scale: 1.35, turn: 20 },
  { x: 130, y: 70, scale: 1, turn: 40 },
  { x: 182, y: 34, scale: 1.25, turn: -30 },
  { x: 236, y: 66, scale: 1.1, turn: 8 },
]

/** One calm moment: a seal is pressed and kapok opens, over the gifts and never over the total or the code. */
export function Celebration({ milestone, gifts }: { milestone: Milestone | null; gifts: number }) {
  const { t } = useTranslation('screen')
  const seals = t(milestone?.kind === 'sum' ? 'milestone.sumSeals' : 'milestone.tenthSeals').split(' ')
  if (!milestone) return <div className="screen-moment" role="status" aria-label={t('milestone.label')} />
  const place = milestone.kind === 'sum' ? milestone.place : milestone.tenth
  const seal = seals[Math.min(place, seals.length) - 1]!
  const said =
    milestone.kind === 'sum'
      ? t('milestone.sum', { amount: formatRoundFen(milestone.fen) })
      : milestone.tenth === 10
        ? t('milestone.goal')
        : t('milestone.tenth', { percent: `${milestone.tenth * 10}%` })
  return (
    <div className="screen-moment" role="status" aria-label={t('milestone.label')}>
      <div className="screen-joy" key={`${milestone.kind}${place}`}>
        <span className="screen-seal">
          <Seal name={seal} cut="red" animate />
        </span>
        <p>
          <b>{said}</b>
          <span>{t('milestone.thanks', { count: gifts, n: formatCount(gifts) })}</span>
        </p>
        <svg viewBox="-10 0 276 100" aria-hidden="true" className="screen-flowers">
          {flowers.map((flower, i) => (
            <g
              key={flower.x}
              className="blooms"
              style={{ '--turn': i, transformOrigin: `${flower.x}px ${flower.y}px` } as CSSProperties}
            >
              <KapokFlower {...flower} />
            </g>
          ))}
        </svg>
      </div>
    </div>
  )
}
