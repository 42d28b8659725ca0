import { useTranslation } from 'react-i18next'
import type { Fen } from '~/money/fen'
import { Money } from '~/ui/money'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import { driftOf, type PlanLine, type PlanSource } from './plan'

const barWidth = 120
/** The frame is what was planned; what is beyond it has a third more room. */
const frameWidth = 90

/** How much of a sum was paid, beside its figures; what was paid beyond the sum is drawn beyond the frame. */
function PaidBar({ amountFen, paidFen }: { amountFen: Fen; paidFen: Fen }) {
  const filled = Math.min(barWidth, Number((paidFen * 1_000n) / amountFen) * (frameWidth / 1_000))
  const fill = paidFen > amountFen ? 'fill-amber' : 'fill-banyan'
  return (
    <svg width={barWidth} height={14} aria-hidden="true" className="max-w-full">
      <rect x={0} y={2} width={filled} height={10} className={fill} />
      <rect x={0.5} y={1.5} width={frameWidth} height={11} fill="none" stroke="currentColor" />
    </svg>
  )
}

/** What a plan is to be spent on, and what was: line by line, with what drifted from the plan. */
export function PlanBudget({ lines }: { lines: readonly PlanLine[] }) {
  const { t } = useTranslation('plans')
  const planned = lines.reduce((sum, line) => sum + line.amountFen, 0n)
  const paid = lines.reduce((sum, line) => sum + line.paidFen, 0n)
  return (
    <Table
      caption={t('budget.title')}
      captionHidden
      rows={lines}
      rowKey={(line) => String(line.no)}
      emptyText={t('budget.none')}
      foot={[t('budget.sum'), <Money key="planned" fen={planned} />, <Money key="paid" fen={paid} />, null]}
      columns={[
        {
          id: 'line',
          header: t('budget.line'),
          rowHeader: true,
          cell: (line) => {
            const drift = driftOf(line)
            return (
              <span className="flex flex-wrap items-center gap-2">
                {line.title}
                {drift && (
                  <Tag tone={drift === 'over' ? 'refused' : 'attention'}>{t(`budget.drift.${drift}`)}</Tag>
                )}
              </span>
            )
          },
        },
        {
          id: 'planned',
          header: t('budget.planned'),
          align: 'end',
          cell: (line) => <Money fen={line.amountFen} />,
        },
        { id: 'paid', header: t('budget.paid'), align: 'end', cell: (line) => <Money fen={line.paidFen} /> },
        { id: 'bar', header: t('budget.bar'), wideOnly: true, cell: (line) => <PaidBar {...line} /> },
      ]}
    />
  )
}

interface PlanSourcesProps {
  sources: readonly PlanSource[]
  /** Names of funds by slug. */
  names: Readonly<Record<string, string>>
}

/** From which funds the money comes: how much of each, what was paid of it, what was given back. */
export function PlanSources({ sources, names }: PlanSourcesProps) {
  const { t } = useTranslation('plans')
  return (
    <Table
      caption={t('sources.title')}
      captionHidden
      rows={sources}
      rowKey={(source) => source.fund}
      columns={[
        { id: 'fund', header: t('search.fund'), rowHeader: true, cell: (s) => names[s.fund] ?? s.fund },
        { id: 'amount', header: t('column.amount'), align: 'end', cell: (s) => <Money fen={s.amountFen} /> },
        { id: 'paid', header: t('column.paid'), align: 'end', cell: (s) => <Money fen={s.paidFen} /> },
        {
          id: 'back',
          header: t('sources.returned'),
          align: 'end',
          wideOnly: true,
          cell: (s) => <Money fen={s.returnedFen} />,
        },
      ]}
    />
  )
}
