import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '~/platform/dates'
import { inLocale, type Locale } from '~/platform/i18n'
import { DefinitionList } from '~/ui/definition-list'
import { SelectField } from '~/ui/desk/select-field'
import { Disclosure } from '~/ui/disclosure'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import { ActForm, type ProjectForms, useFields } from './act-form'
import type { DeskProject } from './find-desk-project.server'
import {
  formatSpan,
  kindWords,
  type Project,
  type ProjectState,
  projectStates,
  sayAmended,
  stateWords,
} from './project'
import { WhyFields } from './why-fields'

/** A project's own page at the desk: what it is, what waits, and its next state. */
export function ProjectOverview({
  locale,
  found,
  forms,
}: {
  locale: Locale
  found: DeskProject
  forms: ProjectForms
}) {
  const { t } = useTranslation('projecting')
  const p = found.project
  const met = found.milestones.filter((m) => m.metOn).length
  const open = found.contracts
    .filter((c) => !c.cancelledOn)
    .flatMap((c) => c.instalments)
    .filter((i) => !i.paidOn).length
  const facts: [string, ReactNode][] = [
    [t('column.key'), <code key="key">{p.key}</code>],
    [t('column.kind'), inLocale(locale, kindWords[p.kind])],
    [t('column.period'), formatSpan(locale, p)],
    [t('column.served'), inLocale(locale, { zh: p.servedZh, en: p.servedEn })],
    [t('column.field'), inLocale(locale, { zh: p.fieldZh, en: p.fieldEn })],
    [
      t('field.partners'),
      found.partners
        .map((one) => inLocale(locale, { zh: one.nameZh, en: one.nameEn || one.nameZh }))
        .join(' · ') || '—',
    ],
    [t('section.milestones'), t('over.milestones', { met, all: found.milestones.length })],
    [t('section.contracts'), t('over.contracts', { n: found.contracts.length, open })],
    [t('section.procurement'), t('over.procurement', { n: found.procurements.length })],
    [t('section.indicators'), t('over.indicators', { n: found.indicators.length })],
    [t('section.calls'), t('over.calls', { n: found.calls.length })],
    [t('section.outputs'), t('over.outputs', { n: found.outputs.length })],
  ]
  return (
    <div className="space-y-6">
      <DefinitionList items={facts.map(([term, detail]) => ({ term, detail }))} />
      {found.mayChange && <StatePanel locale={locale} project={p} forms={forms} />}
      <Panel id="amendments" title={t('over.amendments')}>
        {found.amendments.length === 0 ? (
          <p className="text-soft">{t('over.noAmendments')}</p>
        ) : (
          <ol className="divide-y divide-line">
            {found.amendments.map((one) => (
              <li key={`${one.what} ${one.before} ${one.after}`} className="py-2.5">
                <p>
                  {formatDay(locale, one.on)} · {sayAmended(locale, one.what, one.before)} →{' '}
                  <strong>{sayAmended(locale, one.what, one.after)}</strong>
                </p>
                <p className="text-sm text-soft">
                  {inLocale(locale, { zh: one.reasonZh, en: one.reasonEn || one.reasonZh })}
                </p>
              </li>
            ))}
          </ol>
        )}
      </Panel>
    </div>
  )
}

function StatePanel({ locale, project, forms }: { locale: Locale; project: Project; forms: ProjectForms }) {
  const { t } = useTranslation('projecting')
  const at = projectStates.indexOf(project.state)
  const next = projectStates[at + 1] as Exclude<ProjectState, 'preparing'> | undefined
  const earlier = projectStates.slice(0, at).reverse()
  const forward = useFields(forms, 'forward', { on: forms.today })
  const back = useFields(forms, 'back', { on: forms.today })
  const say = (state: (typeof projectStates)[number]) => inLocale(locale, stateWords[state])
  return (
    <Panel id="state" title={`${t('over.state')} · ${say(project.state)}`}>
      {next ? (
        <ActForm
          forms={forms}
          at="forward"
          intent="state"
          send={t('over.forward', { state: say(next) })}
          hidden={{ to: next }}
        >
          <p className="text-soft">{t(`over.needs.${next}`)}</p>
          <TextField {...forward.day('on', { max: forms.today })} label={t('field.on')} />
        </ActForm>
      ) : (
        <p>{t('over.archived')}</p>
      )}
      {earlier.length > 0 && (
        <Disclosure bare summary={t('over.back')} open={back.open} className="mt-3">
          <ActForm forms={forms} at="back" intent="state" send={t('over.back')} secondary>
            <p className="text-soft">{t('over.backHint')}</p>
            <SelectField
              {...back.field('to')}
              label={t('over.backTo')}
              options={earlier.map((value) => ({ value, label: say(value) }))}
            />
            <WhyFields fields={back} today={forms.today} />
          </ActForm>
        </Disclosure>
      )}
    </Panel>
  )
}
