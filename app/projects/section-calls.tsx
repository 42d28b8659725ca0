import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale } from '~/platform/i18n'
import { languageOf } from '~/platform/language-of'
import { Disclosure } from '~/ui/disclosure'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import { ActForm, type ProjectForms, useFields } from './act-form'
import type { OpenCall } from './open-call'
import type { SectionProps } from './project-section'

/** Open calls with what came in, and who was selected. */
export function CallsSection(props: SectionProps) {
  const { t } = useTranslation('projecting')
  const { found, forms } = props
  const { field, day } = useFields(forms, 'announce')
  return (
    <>
      {found.calls.length === 0 && <p className="text-soft">{t('call.none')}</p>}
      {found.calls.map((call) => (
        <CallItem key={call.id} call={call} {...props} />
      ))}
      {found.mayChange && (
        <Panel id="add" title={t('call.announce')}>
          <ActForm forms={forms} at="announce" intent="call-announce" send={t('call.announceSend')} secondary>
            <TextField {...field('titleZh')} label={t('field.titleZh')} />
            <TextField {...field('titleEn')} label={t('field.titleEn')} optionalText={t('optional')} />
            <div className="grid gap-4 sm:grid-cols-3">
              <TextField {...day('opensOn')} label={t('field.opensOn')} />
              <TextField {...day('closesOn')} label={t('field.closesOn')} />
              <TextField
                {...field('places')}
                label={t('field.places')}
                inputMode="numeric"
                className="tabular"
              />
            </div>
          </ActForm>
        </Panel>
      )}
    </>
  )
}

function CallItem({ call, locale, found, forms }: SectionProps & { call: OpenCall }) {
  const { t } = useTranslation('projecting')
  const at = `receive-${call.id}`
  const { field, day, open } = useFields(forms, at, { receivedOn: forms.today })
  const applications = found.applications.filter((one) => one.call === call.id)
  return (
    <Panel
      id={`call-${call.id}`}
      title={inLocale(locale, { zh: call.titleZh, en: call.titleEn || call.titleZh })}
    >
      <p className="text-soft">
        {t('call.about', {
          ...{ from: formatDay(locale, call.opensOn), to: formatDay(locale, call.closesOn) },
          ...{ places: call.places, received: call.received, selected: call.selected },
        })}
      </p>
      {applications.length === 0 && <p className="text-soft">{t('call.noneYet')}</p>}
      <ol className="divide-y divide-line">
        {applications.map((one) => (
          <li key={one.id} className="py-2.5">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span>
                {one.applicant} · {t('call.received', { day: formatDay(locale, one.receivedOn) })}
              </span>
              {one.selectedOn && (
                <Tag tone="done">{t('call.selected', { day: formatDay(locale, one.selectedOn) })}</Tag>
              )}
            </p>
            {one.takenBack && (
              <p className="text-sm text-soft">
                {t('call.takenBack', { day: formatDay(locale, one.takenBack.on) })}{' '}
                <span lang={languageOf(one.takenBack.why)}>{one.takenBack.why}</span>
              </p>
            )}
            {found.mayChange &&
              (one.selectedOn ? (
                <TakeBackForm id={one.id} forms={forms} />
              ) : (
                <SelectForm id={one.id} forms={forms} />
              ))}
          </li>
        ))}
      </ol>
      {found.mayChange && (
        <Disclosure bare summary={t('call.receive')} open={open}>
          <ActForm {...{ forms, at, of: call.id }} intent="application-receive" send={t('call.receiveSend')}>
            <TextField {...field('applicant')} label={t('field.applicant')} />
            <TextField {...day('receivedOn', { max: forms.today })} label={t('field.receivedOn')} />
          </ActForm>
        </Disclosure>
      )}
    </Panel>
  )
}

function TakeBackForm({ id, forms }: { id: string; forms: ProjectForms }) {
  const { t } = useTranslation('projecting')
  const at = `back-${id}`
  const { field, day, open } = useFields(forms, at, { on: forms.today })
  return (
    <Disclosure bare summary={t('call.takeBack')} open={open}>
      <ActForm {...{ forms, at, of: id }} intent="selection-back" send={t('call.takeBack')} secondary>
        <TextField {...day('on', { max: forms.today })} label={t('field.takenBackOn')} />
        <TextField {...field('note')} label={t('call.takeBackWhy')} maxLength={300} />
      </ActForm>
    </Disclosure>
  )
}

function SelectForm({ id, forms }: { id: string; forms: ProjectForms }) {
  const { t } = useTranslation('projecting')
  const at = `select-${id}`
  const { day, open } = useFields(forms, at, { on: forms.today })
  return (
    <Disclosure bare summary={t('call.select')} open={open}>
      <ActForm {...{ forms, at, of: id }} intent="application-select" send={t('call.select')} secondary>
        <TextField {...day('on', { max: forms.today })} label={t('field.selectedOn')} />
      </ActForm>
    </Disclosure>
  )
}
