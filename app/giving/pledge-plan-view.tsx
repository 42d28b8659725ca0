import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { ListPlan } from '~/ui/desk/list-import'
import { Money } from '~/ui/money'
import type { TagTone } from '~/ui/tag'
import { isReady, mostShown, type PlannedPledge, type PledgePlan } from './pledge-plan'

const tones: Record<PlannedPledge['verdict'], TagTone> = { new: 'done', known: 'neutral', error: 'refused' }
const verdicts = ['new', 'known', 'error'] as const

interface PledgePlanViewProps {
  upload: { id: string | null; name: string; plan: PledgePlan }
  here: string
  error?: string
}

/** What an uploaded list of pledges would do. */
export function PledgePlanView({ upload, here, error }: PledgePlanViewProps) {
  const { t } = useTranslation('pledging')
  const { counts, sumFen } = upload.plan
  const ready = isReady(upload.plan)
  const number = (n: number) => ({ count: n, n: formatCount(n) })
  const words = (row: PlannedPledge) => {
    if (row.verdict !== 'error') return t(`import.verdicts.${row.verdict}`)
    const reason =
      row.reason === 'twice'
        ? t('import.twice')
        : t(`fault.${row.column}.${row.reason}` as 'fault.unitName.missing')
    return t('import.faultAt', { column: t(`column.${row.column}`), value: row.value, reason })
  }
  return (
    <ListPlan<PlannedPledge>
      {...{ here, error, upload }}
      most={mostShown}
      rows={{ all: counts.new + counts.known + counts.error, stops: counts.error }}
      figures={[
        ...verdicts.map((verdict) => ({ label: t(`import.count.${verdict}`), value: counts[verdict] })),
        { label: t('import.sum'), value: <Money fen={sumFen} /> },
      ]}
      outcome={
        counts.error > 0
          ? t('import.mend', number(counts.error))
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
              {row.draft.unitName} <Money fen={row.draft.amountFen} />
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
