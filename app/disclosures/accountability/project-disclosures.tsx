import { Link } from '@remix-run/react'
import { Panel } from '~/ui/panel'
import { OldRows } from '../old/old-rows'
import type { ProjectDisclosuresShown } from './show-project-disclosures.server'

/** The quarters of a project that are published, each a link to its notice. */
export function ProjectDisclosures({ shown }: { shown: ProjectDisclosuresShown }) {
  const old = shown.old.length > 0 && (
    <>
      <h3 className="mt-4 mb-2 font-bold">{shown.oldTitle}</h3>
      <OldRows rows={shown.old} />
    </>
  )
  if (shown.rows.length === 0 && !old) return null
  return (
    <Panel id="disclosures" title={shown.title} tone="plain">
      {shown.rows.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {shown.rows.map((row) => (
            <li key={row.to} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
              <Link to={row.to} className="link inline-flex min-h-11 items-center font-semibold">
                {row.label}
              </Link>
              <span className="text-sm text-soft">{row.on}</span>
            </li>
          ))}
        </ul>
      )}
      {old}
    </Panel>
  )
}
