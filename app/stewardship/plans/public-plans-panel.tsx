import { Link } from '@remix-run/react'
import { Panel } from '~/ui/panel'
import { PublicPlanTable } from './public-plan-table'
import type { PublicPlansShown } from './show-public-plans.server'

/** The newest plans of a fund or a project on its own page; `all` leads to the whole list. Says nothing where there are none. */
export function PublicPlansPanel({ shown, all }: { shown: PublicPlansShown; all: string }) {
  if (shown.rows.length === 0) return null
  return (
    <Panel id="plans" title={shown.words.title} tone="plain">
      <PublicPlanTable shown={shown} caption={shown.words.title} />
      {shown.next && (
        <p>
          <Link to={all} className="link inline-flex min-h-11 items-center">
            {shown.words.all}
          </Link>
        </p>
      )}
    </Panel>
  )
}
