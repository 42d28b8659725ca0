import { Form, Link } from '@remix-run/react'
import { Button } from '~/ui/button'
import { classes } from '~/ui/classes'
import { DefinitionList } from '~/ui/definition-list'
import { SelectField } from '~/ui/desk/select-field'
import { Panel } from '~/ui/panel'
import { Tag } from '~/ui/tag'
import { TextField } from '~/ui/text-field'
import type { ReportShown } from './show-report.server'

/** All statements of a bundle in short; the chosen one is marked. */
export function StatementList({ shown, here }: { shown: ReportShown; here: string }) {
  return (
    <Panel id="all" title={shown.words.all} tone="plain">
      <ol className="divide-y divide-line">
        {shown.statements.map((one) => (
          <li key={one.n} className={classes('px-2', one.n === shown.chosen && 'bg-sunk')}>
            <Link
              to={`${here}?n=${one.n + 1}#one`}
              aria-current={one.n === shown.chosen ? 'true' : undefined}
              className="link inline-flex min-h-11 items-center font-semibold"
            >
              {one.n + 1}. {one.title}
            </Link>
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-2 text-sm text-soft">
              <span className="tabular">{one.quarter}</span>
              <span>{one.figures}</span>
              {one.doubts && <Tag tone="pending">{one.doubts}</Tag>}
              {one.findings ? (
                <Tag tone="attention">{one.findings}</Tag>
              ) : (
                <Tag tone="done">{shown.words.clean}</Tag>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

type Fault = { place: number; text: string; typed: string } | null

/** One statement: its facts, what a careful reader would stop at, its text with the figures marked, and the doubtful ones to check. */
export function StatementReport({ shown, here, fault }: { shown: ReportShown; here: string; fault: Fault }) {
  const { words, one } = shown
  return (
    <Panel id="one" title={one.title}>
      <div className="space-y-6">
        <div>
          <h3 className="font-serif text-lg font-bold">{words.findings}</h3>
          {one.findings.length === 0 ? (
            <p className="text-soft">{words.noFindings}</p>
          ) : (
            <ul className="mt-1 list-disc space-y-1 ps-6">
              {one.findings.map((finding) => (
                <li key={finding.id} className="[overflow-wrap:anywhere]">
                  {finding.text}
                </li>
              ))}
            </ul>
          )}
        </div>
        <DefinitionList items={one.facts} />
        <p className="text-sm text-soft">{words.legend}</p>
        {one.sections.map((section) => (
          <div key={section.key}>
            <h3 className="font-serif text-lg font-bold">{section.title}</h3>
            {section.missing && <p className="text-soft">{section.missing}</p>}
            <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
              {section.stretches.map((stretch) => {
                const look = stretch.found && 'underline decoration-amber decoration-wavy underline-offset-4'
                if (!stretch.title)
                  return (
                    <span key={stretch.from} className={look || undefined}>
                      {stretch.text}
                    </span>
                  )
                return (
                  <mark
                    key={stretch.from}
                    title={stretch.title}
                    className={classes(
                      'rounded-paper px-0.5 text-ink',
                      stretch.doubtful ? 'border border-dashed border-amber bg-amber-tint' : 'bg-banyan-tint',
                      look,
                    )}
                  >
                    {stretch.text}
                  </mark>
                )
              })}
            </p>
          </div>
        ))}
        {one.doubts.length > 0 && (
          <div>
            <h3 className="font-serif text-lg font-bold">{words.doubts}</h3>
            <ul className="divide-y divide-line">
              {one.doubts.map((doubt) => (
                <li key={doubt.place} id={`f${doubt.place}`} className="space-y-2 py-3">
                  <p>
                    <strong>{doubt.text}</strong> {doubt.as}{' '}
                    <span className="text-soft">
                      {doubt.as && '· '}
                      {doubt.why}
                    </span>
                  </p>
                  {doubt.said && <Tag tone="done">{doubt.said}</Tag>}
                  {shown.open && (
                    <Form
                      method="post"
                      action={`${here}?n=${shown.chosen + 1}`}
                      preventScrollReset
                      className="grid items-end gap-3 sm:grid-cols-[minmax(0,12rem)_minmax(0,14rem)_auto]"
                    >
                      <input type="hidden" name="place" value={doubt.place} />
                      <SelectField
                        id={`verdict-${doubt.place}`}
                        name="verdict"
                        label={words.verdict}
                        defaultValue={fault?.place === doubt.place ? 'corrected' : 'right'}
                        options={shown.verdicts}
                      />
                      <TextField
                        id={`typed-${doubt.place}`}
                        name="typed"
                        inputMode="decimal"
                        autoComplete="off"
                        label={doubt.typed}
                        defaultValue={fault?.place === doubt.place ? fault.typed : ''}
                        error={fault?.place === doubt.place ? fault.text : undefined}
                      />
                      <Button variant="secondary">{words.save}</Button>
                    </Form>
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Panel>
  )
}
