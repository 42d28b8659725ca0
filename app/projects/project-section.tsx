import type { ComponentType } from 'react'
import type { Locale } from '~/platform/i18n'
import type { ProjectForms } from './act-form'
import type { DeskProject } from './find-desk-project.server'
import type { ProjectSection as Section } from './project-deeds'
import { CallsSection } from './section-calls'
import { ContractsSection } from './section-contracts'
import { EditSection } from './section-edit'
import { IndicatorsSection } from './section-indicators'
import { MilestonesSection } from './section-milestones'
import { OutputsSection } from './section-outputs'
import { ProcurementSection } from './section-procurement'
import type { YearlyUse } from './yearly-use'

export interface SectionProps {
  locale: Locale
  found: DeskProject
  forms: ProjectForms
  /** The project's own page at the desk. */
  base: string
  /** What was paid under its service contracts: for the page of contracts. */
  yearly: readonly YearlyUse[]
}

const sections: Record<Section, ComponentType<SectionProps>> = {
  milestones: MilestonesSection,
  contracts: ContractsSection,
  procurement: ProcurementSection,
  indicators: IndicatorsSection,
  calls: CallsSection,
  outputs: OutputsSection,
  edit: EditSection,
}

/** One of the pages of a project at the desk. */
export function ProjectSection({ section, ...props }: SectionProps & { section: Section }) {
  const Shown = sections[section]
  return (
    <div className="space-y-6">
      <Shown {...props} />
    </div>
  )
}
