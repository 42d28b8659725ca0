import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { Disclosure } from '~/ui/disclosure'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { Prose } from '~/ui/prose'
import { Table } from '~/ui/table'
import { Tag, type TagTone } from '~/ui/tag'
import type { Registration } from './find-registration.server'
import { type ImportFault, useImportFault } from './member-list-form'
import { isReady, type MemberPlan, mostShown, type PlannedMember } from './member-plan'

const tones: Record<PlannedMember['verdict'], TagTone> = { new: 'done', known: 'neutral', error: 'refused' }

interface MemberPlanViewProps {
  locale: Locale
  registration: Registration
  upload: { id: string; name: string; plan: MemberPlan }
  /** The unit's page. */
  here: string
  fault: ImportFault | null
}

/** What a list would do, row by row, and the button that does it. */
export function MemberPlanView({ locale, registration, upload, here, fault }: MemberPlanViewProps) {
  const { t } = useTranslation('registration')
  const error = useImportFault(fault)
  const { plan } = upload
  const { counts } = plan
  const nameOf = (key: string) => {
    const level = registration.levels.find((one) => one.key === key)
    return level ? inLocale(locale, { zh: level.nameZh, en: level.nameEn }) : key
  }
  const ready = isReady(plan)
  const rows = counts.error > 0 ? plan.faults : plan.shown
  const all = counts.error > 0 ? counts.error : counts.new + counts.known
  return (
    <div className="space-y-6">
      {error && <Notice kind="refused" live title={error} />}
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {(['new', 'known', 'error'] as const).map((verdict) => (
          <div key={verdict}>
            <dt className="text-sm text-soft">{t(`unit.count.${verdict}`)}</dt>
            <dd className="tabular text-2xl font-semibold">{formatCount(counts[verdict])}</dd>
          </div>
        ))}
      </dl>
      {counts.error > 0 && (
        <Notice
          kind="refused"
          title={t('unit.mend', { count: counts.error, n: formatCount(counts.error) })}
        />
      )}
      {plan.full.map((level) => (
        <Notice
          key={level.level}
          kind="refused"
          title={t('unit.full', { level: nameOf(level.level), needs: level.needs, left: level.left })}
        />
      ))}
      {plan.over && (
        <Notice
          kind="refused"
          title={t('unit.over', {
            most: formatCount(plan.over.most),
            has: formatCount(plan.over.has),
            n: formatCount(counts.new),
          })}
        />
      )}
      {counts.error === 0 && counts.new === 0 && <Notice title={t('unit.nothingNew')} />}
      {ready && (
        <Form method="post" reloadDocument className="space-y-4">
          <Notice kind="done" title={t('unit.ready', { count: counts.new, n: formatCount(counts.new) })} />
          <input type="hidden" name="upload" value={upload.id} />
          <input type="hidden" name="plan" value={plan.hash} />
          <input type="hidden" name="waiver" value={registration.waiverVersion} />
          <Disclosure summary={t('unit.readRules')}>
            <Prose text={inLocale(locale, { zh: registration.waiverZh, en: registration.waiverEn })} />
          </Disclosure>
          <CheckboxField name="agreed" value="yes" label={t('unit.agreed')} />
          <Button variant="primary">
            {t('unit.confirm', { count: counts.new, n: formatCount(counts.new) })}
          </Button>
        </Form>
      )}
      <p>
        <LinkButton variant="secondary" to={`${here}/import`} reloadDocument>
          {t('unit.another')}
        </LinkButton>
      </p>
      <Table
        caption={upload.name}
        captionHidden
        rows={rows}
        rowKey={(row) => String(row.line)}
        columns={[
          { id: 'line', header: t('unit.line'), align: 'end', cell: (row) => row.line },
          {
            id: 'name',
            header: t('unit.column.name'),
            rowHeader: true,
            cell: (row) => (row.verdict === 'error' ? '—' : row.member.name),
          },
          {
            id: 'level',
            header: t('unit.column.level'),
            noWrap: true,
            cell: (row) => (row.verdict === 'error' ? '—' : nameOf(row.member.level)),
          },
          {
            id: 'verdict',
            header: t('unit.verdict'),
            cell: (row) => (
              <>
                <Tag tone={tones[row.verdict]}>{t(`unit.count.${row.verdict}`)}</Tag>
                {row.verdict === 'error' && (
                  <span className="mt-1 block text-sm">
                    {t(`unit.reason.${row.reason}` as 'unit.reason.missing', {
                      column: t(`unit.column.${row.column}`),
                      value: row.value,
                    })}
                  </span>
                )}
              </>
            ),
          },
        ]}
      />
      {all > rows.length && <p className="text-soft">{t('unit.more', { n: mostShown })}</p>}
    </div>
  )
}
