import { Form } from '@remix-run/react'
import { AmountField } from '~/ui/amount-field'
import { Button } from '~/ui/button'
import { DefinitionList } from '~/ui/definition-list'
import { LinkButton } from '~/ui/link-button'
import { Notice } from '~/ui/notice'
import { Panel } from '~/ui/panel'
import { TextField } from '~/ui/text-field'
import type { CountFields } from './count-form'
import type { CountWords } from './count-words.server'

export interface CountPageProps {
  words: CountWords
  /** Names this count: the form sent twice is one. */
  id: string
  fields?: CountFields
  error?: { field: 'counted' | 'note'; text: string }
  done?: string
}

/** A volunteer counts the box, as the first of two people. */
export function CountPage({ words, id, fields, error, done }: CountPageProps) {
  const wrong = (field: 'counted' | 'note') => (error?.field === field ? error.text : undefined)
  const back = (
    <LinkButton variant="secondary" to={words.back.to} reloadDocument wide>
      {words.back.label}
    </LinkButton>
  )
  if (done)
    return (
      <div className="page-text space-y-6">
        <Notice kind="done" title={done} live>
          {words.done}
        </Notice>
        {back}
      </div>
    )
  return (
    <div className="page-text space-y-6">
      <header className="space-y-2">
        <h1 className="font-serif text-3xl font-bold">{words.title}</h1>
        <p>{words.lead}</p>
      </header>
      {words.unsent && <Notice kind="attention">{words.unsent}</Notice>}
      {words.waits ? (
        <Notice kind="info">{words.waits}</Notice>
      ) : (
        <Panel>
          <DefinitionList short items={[words.arrived]} />
          <Form method="post" reloadDocument className="mt-5 space-y-5">
            <input type="hidden" name="id" value={id} />
            <AmountField
              name="counted"
              label={words.counted}
              error={wrong('counted')}
              defaultValue={fields?.counted}
              autoComplete="off"
            />
            <TextField
              name="note"
              label={words.note}
              hint={words.noteHint}
              error={wrong('note')}
              defaultValue={fields?.note}
              maxLength={400}
            />
            <Button size="large" wide>
              {words.send}
            </Button>
          </Form>
        </Panel>
      )}
      {back}
    </div>
  )
}
