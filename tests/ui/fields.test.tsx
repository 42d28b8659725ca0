import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { AmountField } from '~/ui/amount-field'
import { Button } from '~/ui/button'
import { CheckboxField } from '~/ui/checkbox-field'
import { ErrorSummary } from '~/ui/error-summary'
import { RadioCards } from '~/ui/radio-cards'
import { TextArea } from '~/ui/text-area'
import { TextField } from '~/ui/text-field'

/** Class names speak of states too (`aria-invalid:…`): the promises here are about the elements. */
const draw = (element: ReactElement) => renderToStaticMarkup(element).replace(/ class="[^"]*"/g, '')

const both = { name: 'thing', label: 'Thing', hint: 'How to fill it in', error: 'What is wrong' }
const fields: [string, ReactElement, ReactElement][] = [
  ['TextField', <TextField key="1" {...both} />, <TextField key="2" name="thing" label="Thing" />],
  ['TextArea', <TextArea key="1" {...both} />, <TextArea key="2" name="thing" label="Thing" />],
  ['AmountField', <AmountField key="1" {...both} />, <AmountField key="2" name="thing" label="Thing" />],
  [
    'CheckboxField',
    <CheckboxField key="1" {...both} />,
    <CheckboxField key="2" name="thing" label="Thing" />,
  ],
  [
    'RadioCards',
    <RadioCards key="1" {...both} legend="Thing" options={[{ value: 'a', label: 'A' }]} />,
    <RadioCards key="2" name="thing" legend="Thing" options={[{ value: 'a', label: 'A' }]} />,
  ],
]

test.each(fields)('%s is described by its hint and its error, in that order, and both exist', (_, faulty) => {
  const html = draw(faulty)
  expect(html).toContain('aria-describedby="thing-hint thing-error"')
  expect(html).toContain('aria-invalid="true"')
  expect(html).toMatch(/id="thing-hint"[^>]*>How to fill it in/)
  expect(html).toMatch(/id="thing-error" role="alert"/)
  expect(html).toContain('id="thing"')
})

test.each(fields)('%s without hint or error points at nothing', (_, __, sound) => {
  const html = draw(sound)
  expect(html).not.toContain('aria-describedby')
  expect(html).not.toContain('aria-invalid')
  expect(html).not.toContain('role="alert"')
})

test('an id of its own moves the whole wiring', () => {
  const html = draw(<TextField {...both} id="other" />)
  expect(html).toContain('for="other"')
  expect(html).toContain('id="other"')
  expect(html).toContain('name="thing"')
  expect(html).toContain('aria-describedby="other-hint other-error"')
})

test('an amount asks for a decimal keypad and keeps whatever was typed', () => {
  const html = draw(<AmountField name="amount" label="Amount" defaultValue="66,6x" />)
  expect(html).toContain('inputMode="decimal"')
  expect(html).toContain('type="text"')
  expect(html).toContain('value="66,6x"')
})

test('a text area neither cuts off what was typed nor counts before scripts run', () => {
  const html = draw(
    <TextArea name="m" label="M" maxLength={2} remainingText={(n) => `left ${n}`} defaultValue="too long" />,
  )
  expect(html).toContain('too long')
  expect(html).not.toContain('maxLength')
  expect(html).not.toContain('left ')
})

test('radio cards: one is chosen, each has its own id, disabled stays disabled', () => {
  const options = [
    { value: '50', label: '¥50' },
    { value: '100', label: '¥100' },
    { value: 'x', label: 'X', disabled: true },
  ]
  const html = draw(<RadioCards name="preset" legend="P" options={options} defaultValue="100" />)
  const inputs = html.match(/<input[^>]*>/g)!
  expect(inputs.map((i) => /id="([^"]*)"/.exec(i)![1])).toEqual(['preset', 'preset-100', 'preset-x'])
  expect(inputs.map((i) => i.includes('checked'))).toEqual([false, true, false])
  expect(inputs[2]).toContain('disabled')
})

test('an error summary links each message to its field and is silent without errors', () => {
  expect(draw(<ErrorSummary title="T" errors={[]} />)).toBe('')
  const html = draw(
    <ErrorSummary title="T" errors={[{ fieldId: 'amount', message: 'A' }, { message: 'whole form' }]} />,
  )
  expect(html).toMatch(/<a href="#amount"[^>]*>A<\/a>/)
  expect(html).toMatch(/<li>whole form<\/li>/)
  expect(html).toContain('tabindex="-1"')
})

test('a pending button stays focusable and says that it works', () => {
  const html = draw(
    <Button pending pendingLabel="Working">
      Go
    </Button>,
  )
  expect(html).toContain('aria-disabled="true"')
  expect(html).toContain('aria-busy="true"')
  expect(html).toContain('Working')
  expect(html).not.toMatch(/ disabled/)
  expect(draw(<Button>Go</Button>)).not.toContain('aria-')
})
