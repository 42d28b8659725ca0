import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { ListPlan } from '~/ui/desk/list-import'
import { Money } from '~/ui/money'
import type { TagTone } from '~/ui/tag'
import { type BatchPlan, isBatchReady, mostShownLines, type PlannedLine } from './batch-plan'

const tones: Record<PlannedLine['verdict'], TagTone> = { new: 'done', known: 'neutral', error: 'refused' }
const verdicts = ['new', 'known', 'error'] as const

export interface BatchPlanViewProps {
  upload: { id: string | null; name: string; plan: BatchPlan }
  here: string
  error?: string
}

/** What an uploaded list of cash or cheques would do. */
export function BatchPlanView({ upload, here, error }: BatchPlanViewProps) {
  const { t } = useTranslation('offline')
  const { counts, sumFen, tooMany } = upload.plan
  const ready = isBatchReady(upload.plan)
  const number = (n: number) => ({ count: n, n: formatCount(n) })
  const words = (row: PlannedLine) => {
    if (row.verdict !== 'error') return t(`import.verdicts.${row.verdict}`)
    const { column, reason, value } = row
    const why =
      reason === 'twice' || reason === 'not-yes-or-no'
        ? t(`import.${reason}`)
        : t(`lineError.${column}.${reason}` as 'lineError.amount.missing')
    return t('import.faultAt', { column: t(`import.column.${column}`), value, reason: why })
  }
  return (
    <ListPlan<PlannedLine>
      {...{ here, error, upload }}
      most={mostShownLines}
      rows={{ all: counts.new + counts.known + counts.error, stops: counts.error + (tooMany ? 1 : 0) }}
      figures={[
        ...verdicts.map((verdict) => ({ label: t(`import.count.${verdict}`), value: counts[verdict] })),
        { label: t('import.sum'), value: <Money fen={sumFen} /> },
      ]}
      outcome={
        counts.error > 0
          ? t('import.mend', number(counts.error))
          : tooMany
            ? t('refused.too-many-lines')
            : ready
              ? t('import.ready', number(counts.new))
              : t('import.nothingNew')
      }
      confirm={ready ? t('import.confirm', number(counts.new)) : undefined}
      what={{
        header: t('import.what'),
        cell: (row) =>
          row.verdict === 'error' ? (
            '—'
          ) : (
            <>
              {row.draft.donorName || t('one.anonymous')} <Money fen={row.draft.amountFen} />
            </>
          ),
      }}
      verdict={(row) => ({
        tone: tones[row.verdict],
        label: t(`import.count.${row.verdict}`),
        words: words(row),
      })}
    />
  )
}
