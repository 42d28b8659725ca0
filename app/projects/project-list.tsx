import { Form, Link } from '@remix-run/react'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { EmptyState } from '~/ui/empty-state'
import { LinkButton } from '~/ui/link-button'
import { ProjectStateTag } from './project-state-tag'
import type { ProjectsView } from './show-projects.server'

/** All projects for the public: each a way to its own page. `here` is the list's address in the page's language. */
export function ProjectList({ view, here }: { view: ProjectsView; here: string }) {
  const { words, rows } = view
  return (
    <div className="space-y-6">
      <Form method="get" action={here} className="grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]">
        <SelectField
          name="state"
          label={words.state}
          emptyLabel={words.all}
          defaultValue={view.state ?? ''}
          options={view.states}
        />
        <SelectField
          name="field"
          label={words.field}
          emptyLabel={words.all}
          defaultValue={view.field ?? ''}
          options={view.fields}
        />
        <Button variant="secondary">{words.find}</Button>
      </Form>
      {rows.length === 0 ? (
        <EmptyState title={words.none} action={<LinkButton to={here}>{words.showAll}</LinkButton>}>
          {words.noneHint}
        </EmptyState>
      ) : (
        <>
          <p className="tabular text-soft">{words.count}</p>
          <ol className="divide-y divide-line border-y border-line">
            {rows.map((row) => (
              <li key={row.key} className="py-4 sm:grid sm:grid-cols-[1fr_auto] sm:gap-x-6">
                <div className="min-w-0">
                  <h2 className="font-serif text-lg font-bold [overflow-wrap:anywhere]">
                    <Link className="link inline-block py-1" to={`${here}/${row.key}`}>
                      {row.name}
                    </Link>
                  </h2>
                  <p className="text-soft">
                    {row.served} · {row.field}
                  </p>
                </div>
                <p className="mt-2 flex flex-wrap items-baseline gap-x-3 gap-y-1 sm:mt-1 sm:flex-col sm:items-end">
                  <ProjectStateTag state={row.state} />
                  <span className="text-sm text-soft">{row.period}</span>
                </p>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}
