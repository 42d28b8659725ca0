import { useTranslation } from 'react-i18next'
import { type Fen, formatFen, formatRoundFen } from '~/money/fen'
import { latticeScale } from '~/ui/lattice-scale'
import { LatticeWindow } from '~/ui/lattice-window'
import type { Totals } from '../totals'

/** Coloured glass in the middle of the window's bays of 40 × 112: red where it is a rhomb, blue where it is a frame. */
const each = [0, 80, 160, 240, 320]
const glass = (
  <>
    <path className="screen-heart" d={each.map((x) => `M${x + 20} 41l9 15l-9 15l-9 -15Z`).join('')} />
    <path className="screen-pane" d={each.map((x) => `M${x + 50} 37h20v38h-20Z`).join('')} />
  </>
)

interface ScreenWindowProps {
  totals: Totals
  goalFen: Fen | null
  /** What was refunded a moment ago. */
  fell: Fen | null
}

/** The window that fills, with its scale. A refund is said here, first as news and then as a fact. */
export function ScreenWindow({ totals, goalFen, fell }: ScreenWindowProps) {
  const { t } = useTranslation('screen')
  const confirmed = BigInt(totals.confirmedFen)
  const refunded = BigInt(totals.refundedFen)
  const scale = latticeScale(confirmed, BigInt(totals.pendingFen), goalFen)
  const reached = scale.ofGoal && t('ofGoal', { percent: scale.ofGoal })
  const goal = goalFen !== null && t('goal', { amount: formatRoundFen(goalFen) })
  const said = [`${t('confirmed')} ${formatFen(confirmed)}`, reached, goal].filter(Boolean).join(', ')
  return (
    <div className="screen-window">
      <LatticeWindow label={t('meter')} confirmedFen={confirmed} scale={scale} said={said} glass={glass} />
      {/* Without a goal the window's end is only the next round sum: written down, it would be taken for one. */}
      <p className="screen-scale">
        {reached && <b>{reached}</b>}
        {fell !== null ? (
          <b className="screen-fell" role="status">
            {t('fell', { amount: formatFen(fell) })}
          </b>
        ) : (
          refunded > 0n && <span>{t('refunded', { amount: formatFen(refunded) })}</span>
        )}
        {goal && (
          <span className="screen-goal">
            {scale.goalAt! < 100 && <i className="swatch-goal keeps-colours" aria-hidden="true" />}
            {goal}
          </span>
        )}
      </p>
    </div>
  )
}
