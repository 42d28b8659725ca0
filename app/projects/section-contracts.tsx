import { useTranslation } from 'react-i18next'
import { formatFen } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import { inLocale } from '~/platform/i18n'
import { SelectField } from '~/ui/desk/select-field'
import { Disclosure } from '~/ui/disclosure'
import { Money } from '~/ui/money'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import { ActForm, type ProjectForms, useFields } from './act-form'
import type { Contract } from './contract'
import type { SectionProps } from './project-section'
import { WhyFields } from './why-fields'
import { YearlyBudget } from './yearly-budget'

const rows = [1, 2, 3, 4, 5, 6]

/** Contracts with their instalments, and a form for a new one. */
export function ContractsSection(props: SectionProps) {
  const { t } = useTranslation('projecting')
  const { found } = props
  return (
    <>
      {found.contracts.length === 0 && <p className="text-soft">{t('contract.none')}</p>}
      {found.contracts.map((one) => (
        <ContractItem key={one.id} one={one} {...props} />
      ))}
      {found.mayChange && <ContractForm {...props} />}
    </>
  )
}

function ContractItem({ one, ...props }: SectionProps & { one: Contract }) {
  const { locale } = props
  const { t } = useTranslation('projecting')
  const day = (on: string) => formatDay(locale, on)
  const use = props.yearly.find(({ contract }) => contract === one.id)
  return (
    <Panel
      id={`contract-${one.id}`}
      aside={one.cancelledOn && <Tag tone="attention">{t('contract.cancelled')}</Tag>}
      title={inLocale(locale, { zh: one.titleZh, en: one.titleEn || one.titleZh })}
    >
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className="[overflow-wrap:anywhere]">
          {one.number} · {one.partner}
        </span>
        <Money fen={one.totalFen} className="font-semibold" />
      </p>
      <p className="text-sm text-soft">
        {day(one.signedOn)} · {day(one.fromOn)} – {day(one.toOn)}
        {one.yearlyFen !== null && ` · ${t('contract.yearly', { fen: formatFen(BigInt(one.yearlyFen)) })}`}
      </p>
      {one.cancelledOn && (
        <p className="mt-2">
          {t('contract.cancelledOn', {
            day: day(one.cancelledOn),
            why: inLocale(locale, { zh: one.cancelledWhyZh, en: one.cancelledWhyEn || one.cancelledWhyZh }),
          })}
        </p>
      )}
      {use && <YearlyBudget locale={locale} use={use} />}
      <ol className="mt-2 divide-y divide-line">
        {one.instalments.map((i) => (
          <InstalmentItem key={i.no} of={one} i={i} {...props} />
        ))}
      </ol>
      {props.found.mayChange && !one.cancelledOn && <CancelForm of={one} forms={props.forms} />}
    </Panel>
  )
}

function CancelForm({ of, forms }: { of: Contract; forms: ProjectForms }) {
  const { t } = useTranslation('projecting')
  const at = `cancel-${of.id}`
  const fields = useFields(forms, at, { on: forms.today })
  return (
    <Disclosure bare summary={t('contract.cancel')} open={fields.open}>
      <ActForm
        {...{ forms, at, of: of.id }}
        intent="contract-cancel"
        send={t('contract.cancelSend')}
        secondary
      >
        <p className="text-soft">{t('contract.cancelHint')}</p>
        <WhyFields fields={fields} today={forms.today} />
      </ActForm>
    </Disclosure>
  )
}

function InstalmentItem({
  of,
  i,
  locale,
  found,
  forms,
}: SectionProps & { of: Contract; i: Contract['instalments'][number] }) {
  const { t } = useTranslation('projecting')
  const at = `paid-${of.id}-${i.no}`
  const fields = useFields(forms, at)
  const awaited = found.milestones.find((m) => m.id === i.milestone)
  const waits = awaited && !awaited.metOn ? awaited : null
  const title = inLocale(locale, { zh: i.titleZh, en: i.titleEn || i.titleZh })
  const say = i.paidOn
    ? t('contract.paid', { day: formatDay(locale, i.paidOn) })
    : of.cancelledOn
      ? t('contract.notDue')
      : waits
        ? t('contract.waits', {
            milestone: inLocale(locale, { zh: waits.titleZh, en: waits.titleEn || waits.titleZh }),
          })
        : t('contract.ready')
  return (
    <li className="py-2.5">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span>{t('contract.instalment', { no: i.no, title })}</span>
        <Money fen={i.amountFen} />
      </p>
      <p className="text-sm text-soft">{[say, i.paidNote].filter(Boolean).join(' · ')}</p>
      {found.mayChange && !i.paidOn && !waits && !of.cancelledOn && (
        <Disclosure bare summary={t('contract.earlier')} open={fields.open}>
          <ActForm
            {...{ forms, at, of: of.id, hidden: { no: String(i.no) } }}
            intent="instalment-earlier"
            send={t('contract.earlierSend')}
            secondary
          >
            <p className="text-soft">{t('contract.earlierHint')}</p>
            <TextField {...fields.day('paidOn', { max: forms.today })} label={t('field.paidOn')} />
            <TextField {...fields.field('note')} label={t('field.note')} hint={t('field.noteHint')} />
          </ActForm>
        </Disclosure>
      )}
    </li>
  )
}

function ContractForm({ locale, found, forms }: SectionProps) {
  const { t } = useTranslation('projecting')
  const { field, day } = useFields(forms, 'contract')
  const milestones = found.milestones
    .filter((m) => !m.droppedOn)
    .map((m) => ({ value: m.id, label: inLocale(locale, { zh: m.titleZh, en: m.titleEn || m.titleZh }) }))
  const money = { inputMode: 'decimal', className: 'tabular' } as const
  return (
    <Panel id="add" title={t('contract.add')}>
      <ActForm forms={forms} at="contract" intent="contract-add" send={t('contract.send')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField {...field('number')} label={t('field.number')} />
          <TextField {...field('partner')} label={t('field.partner')} />
          <TextField {...field('titleZh')} label={t('field.titleZh')} />
          <TextField {...field('titleEn')} label={t('field.titleEn')} optionalText={t('optional')} />
          <TextField {...day('signedOn', { max: forms.today })} label={t('field.signedOn')} />
          <TextField {...field('total', money)} label={t('field.total')} />
          <TextField {...day('fromOn')} label={t('field.fromOn')} />
          <TextField {...day('toOn')} label={t('field.toOn')} />
          <TextField
            {...field('yearly', money)}
            label={t('field.yearly')}
            hint={t('field.yearlyHint')}
            optionalText={t('optional')}
          />
        </div>
        <p className="text-soft">{t('contract.hint')}</p>
        {rows.map((n) => (
          <fieldset key={n} className="grid gap-4 border-t border-line pt-3 sm:grid-cols-3">
            <legend className="pe-2 font-semibold">{t('field.instalment', { n })}</legend>
            <TextField {...field(`instalment.${n}.titleZh`)} label={t('field.instalmentTitle')} />
            <TextField {...field(`instalment.${n}.amount`, money)} label={t('field.amount')} />
            <SelectField
              {...field(`instalment.${n}.milestone`)}
              label={t('field.milestone')}
              emptyLabel={t('field.noMilestone')}
              options={milestones}
            />
          </fieldset>
        ))}
      </ActForm>
    </Panel>
  )
}
