import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale } from '~/platform/i18n'
import { SelectField } from '~/ui/desk/select-field'
import { Disclosure } from '~/ui/disclosure'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import { ActForm, type ProjectForms, useFields } from './act-form'
import { type Milestone, milestoneKinds, milestoneWords } from './milestone'
import type { SectionProps } from './project-section'
import { WhyFields } from './why-fields'

/** Milestones, each with what can be done to it. */
export function MilestonesSection({ locale, found, forms, base }: SectionProps) {
  const { t } = useTranslation('projecting')
  const add = useFields(forms, 'add')
  const kinds = milestoneKinds.map((value) => ({ value, label: inLocale(locale, milestoneWords[value]) }))
  return (
    <>
      {found.milestones.length === 0 && <p className="text-soft">{t('milestone.none')}</p>}
      <ol className="divide-y divide-line">
        {found.milestones.map((one) => (
          <li key={one.id} className="space-y-1 py-3">
            <MilestoneHead {...{ locale, one, base, today: forms.today }} />
            {found.mayChange && <MilestoneActs one={one} forms={forms} />}
          </li>
        ))}
      </ol>
      {found.mayChange && (
        <Panel id="add" title={t('milestone.add')}>
          <ActForm forms={forms} at="add" intent="milestone-add" send={t('milestone.send')}>
            <SelectField {...add.field('kind')} label={t('field.milestoneKind')} options={kinds} />
            <TextField {...add.field('titleZh')} label={t('field.titleZh')} />
            <TextField {...add.field('titleEn')} label={t('field.titleEn')} optionalText={t('optional')} />
            <TextField {...add.day('dueOn')} label={t('field.dueOn')} optionalText={t('optional')} />
          </ActForm>
        </Panel>
      )}
    </>
  )
}

function MilestoneHead({
  locale,
  one,
  base,
  today,
}: Pick<SectionProps, 'locale' | 'base'> & { one: Milestone; today: string }) {
  const { t } = useTranslation('projecting')
  const day = (on: string) => formatDay(locale, on)
  const late = !one.metOn && !one.droppedOn && one.dueOn !== null && one.dueOn < today
  const why = inLocale(locale, { zh: one.droppedWhyZh, en: one.droppedWhyEn || one.droppedWhyZh })
  const say = one.metOn
    ? t('milestone.met', { day: day(one.metOn) })
    : one.droppedOn
      ? t('milestone.dropped', { day: day(one.droppedOn), why })
      : one.dueOn
        ? t(late ? 'milestone.late' : 'milestone.due', { day: day(one.dueOn) })
        : t('milestone.open')
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <strong className="[overflow-wrap:anywhere]">
          {inLocale(locale, { zh: one.titleZh, en: one.titleEn || one.titleZh })}
        </strong>
        <Tag tone={one.metOn ? 'done' : late ? 'attention' : one.droppedOn ? 'neutral' : 'pending'}>
          {inLocale(locale, milestoneWords[one.kind])}
        </Tag>
      </p>
      <p className="text-sm text-soft">{say}</p>
      {one.evidence && (
        <a
          className="link inline-flex min-h-11 items-center"
          href={`${base}/evidence/${one.evidence}`}
          target="_blank"
          rel="noreferrer"
        >
          {t('milestone.evidence', { name: one.evidenceName })}
        </a>
      )}
    </>
  )
}

function MilestoneActs({ one, forms }: { one: Milestone; forms: ProjectForms }) {
  const { t } = useTranslation('projecting')
  const [meetAt, dropAt, backAt] = [`meet-${one.id}`, `drop-${one.id}`, `back-${one.id}`]
  const meet = useFields(forms, meetAt, { metOn: forms.today })
  const drop = useFields(forms, dropAt, { on: forms.today })
  const back = useFields(forms, backAt)
  if (one.droppedOn) return null
  if (one.metOn)
    return (
      <Disclosure bare summary={t('milestone.unmeet')} open={back.open}>
        <ActForm
          {...{ forms, at: backAt, of: one.id }}
          intent="milestone-unmeet"
          send={t('milestone.unmeetSend')}
          secondary
        >
          <TextField {...back.field('reasonZh')} label={t('field.reasonZh')} />
        </ActForm>
      </Disclosure>
    )
  return (
    <>
      <Disclosure bare summary={t('milestone.meet')} open={meet.open}>
        <ActForm
          {...{ forms, at: meetAt, of: one.id }}
          intent="milestone-meet"
          send={t('milestone.meetSend')}
          upload
        >
          <TextField {...meet.day('metOn', { max: forms.today })} label={t('field.metOn')} />
          <TextField
            {...meet.field('evidence', { defaultValue: undefined })}
            type="file"
            accept="application/pdf,image/png,image/jpeg"
            className="h-auto py-2"
            label={t('field.evidence')}
            hint={t('field.evidenceHint')}
            optionalText={t('optional')}
          />
        </ActForm>
      </Disclosure>
      <Disclosure bare summary={t('milestone.drop')} open={drop.open}>
        <ActForm
          {...{ forms, at: dropAt, of: one.id }}
          intent="milestone-drop"
          send={t('milestone.dropSend')}
          secondary
        >
          <p className="text-soft">{t('milestone.dropHint')}</p>
          <WhyFields fields={drop} today={forms.today} />
        </ActForm>
      </Disclosure>
    </>
  )
}
