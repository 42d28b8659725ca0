import { useTranslation } from 'react-i18next'
import { formatCount, formatDay } from '~/platform/dates'
import { inLocale } from '~/platform/i18n'
import { SelectField } from '~/ui/desk/select-field'
import { Disclosure } from '~/ui/disclosure'
import { Panel } from '~/ui/panel'
import { Table } from '~/ui/table'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import { ActForm, type ProjectForms, useFields } from './act-form'
import type { KeptCount } from './find-desk-project.server'
import type { Indicator } from './indicator'
import type { SectionProps } from './project-section'
import { WhyFields } from './why-fields'

/** What is counted: totals, the newest counts, and forms for both. */
export function IndicatorsSection({ locale, found, forms }: SectionProps) {
  const { t } = useTranslation('projecting')
  const nameOf = (key: string) => {
    const one = found.indicators.find((i) => i.key === key)
    return one ? inLocale(locale, { zh: one.nameZh, en: one.nameEn }) : key
  }
  return (
    <>
      {found.indicators.length === 0 ? (
        <p className="text-soft">{t('indicator.none')}</p>
      ) : (
        <Table
          caption={t('section.indicators')}
          captionHidden
          rows={found.indicators}
          rowKey={(i) => i.key}
          columns={[
            {
              id: 'name',
              header: t('field.indicator'),
              rowHeader: true,
              cell: (i) => (
                <>
                  {inLocale(locale, { zh: i.nameZh, en: i.nameEn })}
                  <code className="block text-sm font-normal text-soft">{i.key}</code>
                </>
              ),
            },
            {
              id: 'total',
              header: t('indicator.total'),
              align: 'end',
              cell: (i) => `${formatCount(i.total)} ${inLocale(locale, { zh: i.unitZh, en: i.unitEn })}`,
            },
            {
              id: 'target',
              header: t('indicator.target'),
              align: 'end',
              cell: (i) => (i.target === null ? '—' : formatCount(i.target)),
            },
          ]}
        />
      )}
      {found.mayChange && found.indicators.length > 0 && <CountForm {...{ locale, found, forms }} />}
      {found.mayChange &&
        found.indicators.map((one) => <TargetForm key={one.key} {...{ one, locale, forms }} />)}
      {found.counts.length > 0 && (
        <Panel id="recent" title={t('indicator.recent')}>
          <ol className="divide-y divide-line">
            {found.counts.map((one) => (
              <li key={one.id} className="py-2.5">
                <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                  <span className={one.reversed ? 'text-soft line-through' : undefined}>
                    {nameOf(one.indicator)} ·{' '}
                    {t('indicator.said', {
                      day: formatDay(locale, one.on),
                      n: formatCount(one.count),
                      by: one.by,
                    })}
                  </span>
                  {one.reversed && <Tag>{t('indicator.reversed')}</Tag>}
                </p>
                {one.note && <p className="text-sm text-soft">{one.note}</p>}
                {found.mayChange && !one.reversed && <ReverseForm one={one} forms={forms} />}
              </li>
            ))}
          </ol>
        </Panel>
      )}
      {found.mayChange && <DefineForm forms={forms} />}
    </>
  )
}

function CountForm({ locale, found, forms }: Pick<SectionProps, 'locale' | 'found' | 'forms'>) {
  const { t } = useTranslation('projecting')
  const { field, day } = useFields(forms, 'count', { on: forms.today })
  const options = found.indicators.map((i) => ({
    value: i.key,
    label: inLocale(locale, { zh: i.nameZh, en: i.nameEn }),
  }))
  return (
    <Panel id="count" title={t('indicator.count')}>
      <ActForm forms={forms} at="count" intent="count-add" send={t('indicator.countSend')}>
        <SelectField
          {...field('indicator')}
          label={t('field.indicator')}
          emptyLabel={t('field.chooseIndicator')}
          options={options}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField {...field('count')} label={t('field.count')} inputMode="numeric" className="tabular" />
          <TextField {...day('on', { max: forms.today })} label={t('field.on')} />
        </div>
        <TextField
          {...field('note')}
          label={t('field.countNote')}
          hint={t('field.countNoteHint')}
          optionalText={t('optional')}
        />
      </ActForm>
    </Panel>
  )
}

function ReverseForm({ one, forms }: { one: KeptCount; forms: ProjectForms }) {
  const { t } = useTranslation('projecting')
  const at = `reverse-${one.id}`
  const fields = useFields(forms, at)
  return (
    <Disclosure bare summary={t('indicator.reverse')} open={fields.open}>
      <ActForm {...{ forms, at, of: one.id }} intent="count-reverse" send={t('indicator.reverse')} secondary>
        <TextField
          {...fields.field('note')}
          label={t('indicator.reverseWhy')}
          hint={t('field.countNoteHint')}
        />
      </ActForm>
    </Disclosure>
  )
}

function TargetForm({ one, locale, forms }: { one: Indicator } & Pick<SectionProps, 'locale' | 'forms'>) {
  const { t } = useTranslation('projecting')
  const at = `target-${one.key}`
  const fields = useFields(forms, at, { target: one.target?.toString() ?? '', on: forms.today })
  const name = inLocale(locale, { zh: one.nameZh, en: one.nameEn })
  return (
    <Disclosure summary={t('indicator.changeTarget', { name })} open={fields.open}>
      <ActForm
        {...{ forms, at, of: one.key }}
        intent="target-change"
        send={t('indicator.changeTargetSend')}
        secondary
      >
        <p className="text-soft">{t('edit.publicWhy')}</p>
        <TextField
          {...fields.field('target')}
          label={t('field.target')}
          hint={t('indicator.targetHint')}
          inputMode="numeric"
          className="tabular"
          optionalText={t('optional')}
        />
        <WhyFields fields={fields} today={forms.today} />
      </ActForm>
    </Disclosure>
  )
}

function DefineForm({ forms }: { forms: ProjectForms }) {
  const { t } = useTranslation('projecting')
  const { field } = useFields(forms, 'define')
  return (
    <Panel id="define" title={t('indicator.define')}>
      <ActForm forms={forms} at="define" intent="indicator-define" send={t('indicator.defineSend')} secondary>
        <TextField
          {...field('indicator')}
          label={t('field.indicatorKey')}
          hint={t('field.indicatorKeyHint')}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField {...field('nameZh')} label={t('field.indicatorName')} />
          <TextField {...field('nameEn')} label={t('field.indicatorNameEn')} />
          <TextField {...field('unitZh')} label={t('field.unitZh')} />
          <TextField {...field('unitEn')} label={t('field.unitEn')} />
          <TextField
            {...field('target')}
            label={t('field.target')}
            inputMode="numeric"
            className="tabular"
            optionalText={t('optional')}
          />
        </div>
      </ActForm>
    </Panel>
  )
}
