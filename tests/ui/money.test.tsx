import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Money } from '~/ui/money'

test('money reads ¥1,234.50 in tabular figures and carries the plain number', () => {
  const html = renderToStaticMarkup(<Money fen={123_450n} />)
  expect(html).toContain('>¥1,234.50</data>')
  expect(html).toContain('value="1234.50"')
  expect(html).toContain('tabular')
})

test('a decimal string of fen reads like the bigint, beyond what a float can hold', () => {
  expect(renderToStaticMarkup(<Money fen="900719925474099301" />)).toContain('¥9,007,199,254,740,993.01')
})

test('a negative sum shows a minus sign in front of the currency', () => {
  expect(renderToStaticMarkup(<Money fen={-6_666n} />)).toContain('>−¥66.66<')
})

test('what is not whole fen is a programmer error, not ¥NaN', () => {
  expect(() => renderToStaticMarkup(<Money fen="66.66" />)).toThrow(SyntaxError)
})
