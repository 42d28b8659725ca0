import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { DefinitionList } from '~/ui/definition-list'
import { Icon } from '~/ui/icon'
import { Panel } from '~/ui/panel'
import { Prose } from '~/ui/prose'
import { Seal } from '~/ui/seal'
import { ProjectContracts, ProjectProcurements } from './project-contracts'
import { ProjectIndicators } from './project-indicators'
import { ProjectStateTag } from './project-state-tag'
import { ProjectTimeline } from './project-timeline'
import type { ProjectView } from './show-project.server'

export interface ProjectPageProps {
  view: ProjectView
  /** Addresses in the page's language. */
  list: string
  campaign: string | null
  /** What other rooms say of the project: its plans, its disclosures. Stands after the milestones. */
  children?: ReactNode
}

/** One project for the public: who, what, where, how far, and how its money is committed. */
export function ProjectPage({ view, list, campaign, children }: ProjectPageProps) {
  const { words } = view
  const over = view.state.is === 'finished' || view.state.is === 'archived'
  return (
    <article className="page space-y-10">
      <header className="space-y-3">
        <p className="-mb-1">
          <Link className="link inline-flex min-h-11 items-center gap-2" to={list}>
            <Icon name="back" size={18} />
            {words.back}
          </Link>
        </p>
        <div className="flex items-start justify-between gap-6">
          <h1 className="font-serif text-3xl font-bold [overflow-wrap:anywhere]">{view.name}</h1>
          {over && (
            <Seal
              name={view.key}
              characters="结项"
              size={72}
              title={view.state.say}
              className="max-sm:hidden"
            />
          )}
        </div>
        <p>
          <ProjectStateTag state={view.state} />
        </p>
      </header>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[3fr_2fr]">
        <section aria-label={words.intro} className="text-lg">
          <Prose text={view.intro} />
          {campaign && (
            <p className="mt-4">
              <Link className="link inline-flex min-h-11 items-center gap-2" to={campaign}>
                {words.toCampaign}
                <Icon name="arrow" size={18} />
              </Link>
            </p>
          )}
        </section>
        <DefinitionList items={view.facts} />
      </div>
      {view.amendments.length > 0 && (
        <Panel id="changes" title={words.amendments} tone="sunk">
          <ol className="space-y-5">
            {view.amendments.map((one) => (
              <li key={one.id}>
                <h3 className="font-semibold">{one.title}</h3>
                <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
                  <dt className="text-soft">{words.was}</dt>
                  <dd>{one.before}</dd>
                  <dt className="text-soft">{words.now}</dt>
                  <dd className="font-semibold">{one.after}</dd>
                  <dt className="text-soft">{words.why}</dt>
                  <dd className="max-w-prose">{one.reason}</dd>
                </dl>
              </li>
            ))}
          </ol>
        </Panel>
      )}
      {view.indicators.length > 0 && (
        <Panel id="indicators" title={words.indicators} tone="plain">
          <ProjectIndicators lead={words.indicatorsLead} indicators={view.indicators} />
        </Panel>
      )}
      {view.milestones.length > 0 && (
        <Panel id="milestones" title={words.milestones} tone="plain">
          <ProjectTimeline milestones={view.milestones} />
        </Panel>
      )}
      {children}
      {view.contracts.length > 0 && (
        <Panel id="contracts" title={words.contracts} tone="plain">
          <ProjectContracts contracts={view.contracts} words={words} />
        </Panel>
      )}
      {view.procurements.length > 0 && (
        <Panel id="procurement" title={words.procurement} tone="plain">
          <ProjectProcurements procurements={view.procurements} words={words} />
        </Panel>
      )}
      {view.calls.length > 0 && (
        <Panel id="calls" title={words.calls} tone="plain">
          <ul className="divide-y divide-line">
            {view.calls.map((call) => (
              <li key={call.id} className="py-3">
                <h3 className="font-semibold">{call.title}</h3>
                <p className="text-sm text-soft">{call.about}</p>
                <dl className="mt-2 flex flex-wrap gap-x-10 gap-y-2">
                  {(['received', 'selected', 'places'] as const).map((what) => (
                    <div key={what}>
                      <dt className="text-sm text-soft">{words[what]}</dt>
                      <dd className="tabular text-2xl font-semibold">{call[what]}</dd>
                    </div>
                  ))}
                </dl>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {view.outputs.length > 0 && (
        <Panel id="outputs" title={words.outputs} tone="plain">
          <ul className="divide-y divide-line">
            {view.outputs.map((one) => (
              <li key={one.id} className="py-3">
                <strong>{one.title}</strong>
                <span className="block text-sm text-soft">{one.about}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </article>
  )
}
