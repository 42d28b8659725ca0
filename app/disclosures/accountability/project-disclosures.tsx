import { Panel } from '~/ui/panel'
import { DatedRows } from './dated-rows'
import type { ProjectDisclosuresShown } from './show-project-disclosures.server'

/** The quarters of a project that are published, each a link to its notice. */
export function ProjectDisclosures({ shown }: { shown: ProjectDisclosuresShown }) {
  const old = shown.old.length > 0 && (
    <>
      <h3 className="mt-4 mb-2 font-bold">{shown.oldTitle}</h3>
      <DatedRows rows={shown.old} />
    </>
  )
  if (shown.rows.length === 0 && !old) return null
  return (
    <Panel id="disclosures" title={shown.title} tone="plain">
      {shown.rows.length > 0 && <DatedRows rows={shown.rows} />}
      {old}
    </Panel>
  )
}
