import { Form, Link } from '@remix-run/react'
import { Button } from '~/ui/button'
import { SelectField } from '~/ui/desk/select-field'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { OldOfferShown } from './show-old-offer.server'

interface OldOfferProps {
  shown: OldOfferShown
  /** Where the form goes. */
  to: string
  /** What was typed and refused. */
  fault: { reason: string; text: string; project: string; source: string } | null
}

/** Publishing one old disclosure: what stands in its way, or the form with which it goes to a second person. */
export function OldOffer({ shown, to, fault }: OldOfferProps) {
  const { words } = shown
  const link = 'link inline-flex min-h-11 items-center'
  const state = shown.published
    ? { said: words.published, to: shown.published, label: words.toPublic }
    : shown.waiting
      ? { said: words.waiting, to: shown.proposals, label: words.toProposals }
      : null
  const open = !state && shown.done && shown.quarter && shown.personal.length === 0
  return (
    <Panel id="offer" title={words.title}>
      {state && (
        <p className="flex flex-wrap items-center gap-x-4">
          {state.said}
          <Link className={link} to={state.to}>
            {state.label}
          </Link>
        </p>
      )}
      {!state && shown.personal.length > 0 && (
        <div>
          <p>{words.personal}</p>
          <ul className="list-disc ps-6">
            {shown.personal.map((one, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may read the same once they are cut short
              <li key={n}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      {!state && !shown.quarter && <p>{words.noQuarter}</p>}
      {!state && shown.quarter && shown.personal.length === 0 && !shown.done && (
        <p className="text-soft">{words.first}</p>
      )}
      {open && (
        <Form method="post" action={to} preventScrollReset className="max-w-prose space-y-4">
          <p className="text-soft">{words.lead}</p>
          <input type="hidden" name="intent" value="offer" />
          <SelectField
            name="project"
            label={words.project}
            emptyLabel={words.choose}
            options={shown.projects}
            defaultValue={fault?.project ?? shown.suggested}
            error={fault?.reason === 'unknown-project' ? fault.text : undefined}
          />
          <TextField
            name="source"
            label={words.source}
            hint={words.sourceHint}
            maxLength={300}
            defaultValue={fault?.source}
            error={fault?.reason === 'source-needed' ? fault.text : undefined}
          />
          <Button variant="secondary">{words.submit}</Button>
        </Form>
      )}
    </Panel>
  )
}
