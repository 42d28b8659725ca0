import { Form } from '@remix-run/react'
import { Button } from '~/ui/button'
import { Disclosure } from '~/ui/disclosure'

/** Removing a place or a level: behind a line that opens, so that nobody does it in passing. */
export function RemoveForm(props: { version: number; label: string; hint: string; sure: string }) {
  return (
    <Disclosure summary={props.label}>
      <Form method="post" reloadDocument className="space-y-3">
        <input type="hidden" name="version" value={props.version} />
        <p className="text-soft">{props.hint}</p>
        <Button name="intent" value="remove" variant="secondary">
          {props.sure}
        </Button>
      </Form>
    </Disclosure>
  )
}
