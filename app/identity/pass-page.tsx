import { Form } from '@remix-run/react'
import { Button } from '~/ui/button'
import { DefinitionList } from '~/ui/definition-list'
import { LinkButton } from '~/ui/link-button'
import { Tag } from '~/ui/tag'
import type { PassWords } from './pass-words.server'

export interface PassPageProps {
  words: PassWords
  /** One word beside the title while the pass is good. */
  good?: string | null
  /** Pages that the pass opens on this phone, the first of them big. */
  ways?: readonly { to: string; label: string; hint?: string }[]
  /** The one thing to press: takes the pass up, or puts it down. */
  press?: { label: string; hint?: string; action?: string; quiet?: boolean } | null
}

/** A volunteer's page: what the phone may do now and until when, whom to call, one thing to press. */
export function PassPage({ words: { title, lead, facts, call }, good, ways = [], press }: PassPageProps) {
  return (
    <div className="page-text space-y-6">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="font-serif text-3xl font-bold [overflow-wrap:anywhere]">{title}</h1>
        {good && <Tag tone="done">{good}</Tag>}
      </header>
      {ways.map(({ to, label, hint }, i) => (
        <div key={to} className="space-y-1">
          <LinkButton to={to} reloadDocument wide size="large" variant={i > 0 ? 'secondary' : 'primary'}>
            {label}
          </LinkButton>
          {hint && <p className="text-sm text-soft">{hint}</p>}
        </div>
      ))}
      {!press?.quiet && <p className="text-lg [overflow-wrap:anywhere]">{lead}</p>}
      {facts.length > 0 && <DefinitionList short items={facts} />}
      {call && (
        <LinkButton to={call.href} size="large" wide>
          {call.label}
        </LinkButton>
      )}
      {press?.quiet && ways.length === 0 && <p className="text-soft">{lead}</p>}
      {press && (
        <Form method="post" action={press.action} reloadDocument className="space-y-2">
          <Button
            size={press.quiet ? undefined : 'large'}
            wide
            variant={press.quiet ? 'secondary' : 'primary'}
          >
            {press.label}
          </Button>
          {press.hint && <p className="text-sm text-soft">{press.hint}</p>}
        </Form>
      )}
    </div>
  )
}
