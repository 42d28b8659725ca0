import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { ListPlan } from '~/ui/desk/list-import'
import type { TagTone } from '~/ui/tag'
import { type FundImportPlan, isReady, mostShown, type PlannedRow } from './fund-import-plan'

const tones: Record<PlannedRow['verdict'], TagTone> = {
  new: 'done',
  same: 'neutral',
  differs: 'attention',
  error: 'refused',
}
const verdicts = ['new', 'same', 'differs', 'error'] as const

interface FundPlanViewProps {
  upload: { id: string | null; name: string; plan: FundImportPlan }
  here: string
  error?: string
  pending?: boolean
}

/** What an uploaded list of funds would do. */
export function FundPlanView({ upload, here, error, pending }: FundPlanViewProps) {
  const { t } = useTranslation('gifts')
  const { counts } = upload.plan
  const stops = counts.error + counts.differs
  const ready = isReady(upload.plan)
  const words = (row: PlannedRow) => {
    if (row.verdict === 'error')
      return t(`import.reason.${row.reason}`, { column: t(`import.column.${row.column}`), value: row.value })
    if (row.verdict === 'differs') {
      const columns = row.columns.map((column) => t(`import.column.${column}`)).join(' · ')
      return t('import.verdicts.differs', { columns })
    }
    return t(`import.verdicts.${row.verdict}`)
  }
  return (
    <ListPlan<PlannedRow>
      {...{ here, error, pending, upload }}
      most={mostShown}
      rows={{ all: counts.new + counts.same + stops, stops }}
      figures={verdicts.map((verdict) => ({ label: t(`import.count.${verdict}`), value: counts[verdict] }))}
      outcome={
        stops > 0
          ? t('import.mend', { n: formatCount(stops) })
          : ready
            ? t('import.ready', { n: formatCount(counts.new) })
            : t('import.nothingNew')
      }
      confirm={ready ? t('import.confirm', { n: formatCount(counts.new) }) : undefined}
      what={{
        header: t('import.name'),
        cell: (row) =>
          row.verdict === 'error' ? (
            '—'
          ) : (
            <>
              {row.fund.nameZh}
              <code className="block text-sm text-soft">{row.fund.slug}</code>
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
