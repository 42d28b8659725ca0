import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatCount } from '~/platform/dates'
import { ListPlan } from '~/ui/desk/list-import'
import { Money } from '~/ui/money'
import type { TagTone } from '~/ui/tag'
import { isReady, mostShown, type PlannedTicket, type TicketPlan } from './ticket-plan'

const tones: Record<PlannedTicket['verdict'], TagTone> = { new: 'done', known: 'neutral', error: 'refused' }
const verdicts = ['new', 'known', 'error'] as const

interface TicketPlanViewProps {
  upload: { id: string | null; name: string; plan: TicketPlan }
  here: string
  error?: string
}

/** What an uploaded list of tickets would do. */
export function TicketPlanView({ upload, here, error }: TicketPlanViewProps) {
  const { t } = useTranslation('year')
  const { counts } = upload.plan
  const ready = isReady(upload.plan)
  const number = (n: number) => ({ count: n, n: formatCount(n) })
  const words = (row: PlannedTicket) => {
    if (row.verdict !== 'error') return t(`tickets.verdicts.${row.verdict}`)
    const expected = row.expectedFen === undefined ? '' : formatFen(row.expectedFen)
    const reason = t(`tickets.fault.${row.reason}`, { expected })
    return t('tickets.faultAt', { column: t(`tickets.column.${row.column}`), value: row.value, reason })
  }
  return (
    <ListPlan<PlannedTicket>
      {...{ here, error, upload }}
      most={mostShown}
      rows={{ all: counts.new + counts.known + counts.error, stops: counts.error }}
      figures={verdicts.map((verdict) => ({ label: t(`tickets.count.${verdict}`), value: counts[verdict] }))}
      outcome={
        counts.error > 0
          ? t('tickets.mend', number(counts.error))
          : ready
            ? t('tickets.ready', number(counts.new))
            : t('tickets.nothingNew')
      }
      confirm={ready ? t('tickets.confirm', number(counts.new)) : undefined}
      what={{
        header: t('tickets.column.number'),
        cell: (row) =>
          row.verdict === 'error' ? (
            '—'
          ) : (
            <span className="tabular">
              {[row.draft.code, row.draft.number].filter(Boolean).join(' ')}{' '}
              <Money fen={row.draft.amountFen} />
            </span>
          ),
      }}
      verdict={(row) => ({
        tone: tones[row.verdict],
        label: t(`tickets.count.${row.verdict}`),
        words: words(row),
      })}
    />
  )
}
