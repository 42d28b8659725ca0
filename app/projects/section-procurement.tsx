import { useTranslation } from 'react-i18next'
import { formatFen, yuanText } from '~/money/fen'
import { formatDay } from '~/platform/dates'
import { inLocale } from '~/platform/i18n'
import { CheckboxField } from '~/ui/checkbox-field'
import { SelectField } from '~/ui/desk/select-field'
import { Disclosure } from '~/ui/disclosure'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import { ActForm, useFields } from './act-form'
import { methodWords, type Procurement, procurementMethods } from './procurement'
import type { SectionProps } from './project-section'

const rows = [1, 2, 3, 4, 5]

/** How suppliers were found; what is not decided yet can be brought up to date. */
export function ProcurementSection(props: SectionProps) {
  const { t } = useTranslation('projecting')
  const { locale, found } = props
  return (
    <>
      {found.procurements.length === 0 && <p className="text-soft">{t('procurement.none')}</p>}
      <ul className="divide-y divide-line">
        {found.procurements.map((one) => (
          <li key={one.id} className="space-y-1 py-3">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <strong>{inLocale(locale, { zh: one.roleZh, en: one.roleEn || one.roleZh })}</strong>
              <Tag tone={one.decidedOn ? 'done' : 'pending'}>
                {one.decidedOn ? formatDay(locale, one.decidedOn) : t('procurement.undecided')}
              </Tag>
            </p>
            <p className="text-sm text-soft">
              {inLocale(locale, methodWords[one.method])}
              {one.announcedOn && ` · ${formatDay(locale, one.announcedOn)}`}
            </p>
            <ul>
              {one.candidates.map((c, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: candidates keep their order and may have no name
                <li key={n} className="flex flex-wrap gap-x-3">
                  <span>{c.name ?? t('procurement.unnamed')}</span>
                  {c.priceFen !== null && <span className="tabular">{formatFen(BigInt(c.priceFen))}</span>}
                  {c.winner && <Tag tone="done">{t('procurement.winner')}</Tag>}
                </li>
              ))}
            </ul>
            {found.mayChange && !one.decidedOn && <ProcurementForm {...props} again={one} />}
          </li>
        ))}
      </ul>
      {found.mayChange && (
        <Panel id="add" title={t('procurement.add')}>
          <ProcurementForm {...props} />
        </Panel>
      )}
    </>
  )
}

const typedOf = (p: Procurement): Record<string, string> => ({
  ...{ roleZh: p.roleZh, roleEn: p.roleEn, method: p.method, announcedOn: p.announcedOn ?? '' },
  ...{ reasonZh: p.reasonZh, reasonEn: p.reasonEn },
  ...Object.fromEntries(
    p.candidates.flatMap((c, n) => [
      [`candidate.${n + 1}.name`, c.name ?? ''],
      [`candidate.${n + 1}.price`, c.priceFen === null ? '' : yuanText(BigInt(c.priceFen))],
      [`candidate.${n + 1}.unnamed`, c.name === null ? 'yes' : ''],
    ]),
  ),
})

function ProcurementForm({ locale, forms, again }: SectionProps & { again?: Procurement }) {
  const { t } = useTranslation('projecting')
  const at = again ? `again-${again.id}` : 'procurement'
  const { field, day, typed, open } = useFields(forms, at, again && typedOf(again))
  const methods = procurementMethods.map((value) => ({ value, label: inLocale(locale, methodWords[value]) }))
  const form = (
    <ActForm
      {...{ forms, at, of: again?.id }}
      intent="procurement-record"
      send={again ? t('procurement.again') : t('procurement.send')}
      secondary={again !== undefined}
    >
      <p className="text-soft">{t('procurement.hint')}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...field('roleZh')} label={t('field.roleZh')} />
        <TextField {...field('roleEn')} label={t('field.roleEn')} optionalText={t('optional')} />
        <SelectField {...field('method')} label={t('field.method')} options={methods} />
        <TextField
          {...day('announcedOn', { max: forms.today })}
          label={t('field.announcedOn')}
          optionalText={t('optional')}
        />
        <TextField
          {...day('decidedOn', { max: forms.today })}
          label={t('field.decidedOn')}
          optionalText={t('optional')}
        />
        <TextField {...field('reasonZh')} label={t('field.reasonZh')} optionalText={t('optional')} />
        <TextField {...field('reasonEn')} label={t('field.reasonEn')} optionalText={t('optional')} />
      </div>
      {rows.map((n) => (
        <fieldset key={n} className="grid gap-x-4 border-t border-line pt-3 sm:grid-cols-2">
          <legend className="pe-2 font-semibold">{t('field.candidate', { n })}</legend>
          <TextField {...field(`candidate.${n}.name`)} label={t('field.candidateName')} />
          <TextField
            {...field(`candidate.${n}.price`)}
            label={t('field.price')}
            inputMode="decimal"
            className="tabular"
            optionalText={t('optional')}
          />
          {(['winner', 'unnamed'] as const).map((what) => (
            <CheckboxField
              key={what}
              {...field(`candidate.${n}.${what}`, { defaultValue: undefined })}
              value="yes"
              defaultChecked={typed[`candidate.${n}.${what}`] === 'yes'}
              label={t(`field.${what}`)}
            />
          ))}
        </fieldset>
      ))}
    </ActForm>
  )
  if (!again) return form
  return (
    <Disclosure bare summary={t('procurement.again')} open={open}>
      {form}
    </Disclosure>
  )
}
