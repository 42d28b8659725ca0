import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Seal } from '~/ui/seal'
import { carveSeal, sealCharacters } from '~/ui/seal-stone'

test('the same name always carves the same stone, another name another', () => {
  expect(carveSeal('石门')).toEqual(carveSeal('石门'))
  expect(carveSeal('石门').outline).not.toBe(carveSeal('红叶林').outline)
  expect(carveSeal('石门').wear).not.toBe(carveSeal('红叶林').wear)
})

test('the same name renders to the same bytes, so that server and browser agree', () => {
  expect(renderToStaticMarkup(<Seal name="石门" />)).toBe(renderToStaticMarkup(<Seal name="石门" />))
})

test.each([
  ['善', ['善']],
  ['石门国家森林公园', ['石', '门', '国', '家']],
  ['起点·石门', ['起', '点', '石', '门']],
  ['𠮷木', ['𠮷', '木']],
  ['Kapok Hill Gate', ['K', 'H']],
  ['5 km', ['5', 'K']],
  ['', []],
])('%s carries the characters %j', (name, characters) => expect(sealCharacters(name)).toEqual(characters))

test('characters fill the stone without overlapping, read in columns from the right', () => {
  const [first, second, third, fourth] = carveSeal('森林步道').characters
  expect([first!.x, third!.x]).toEqual([70, 30])
  expect(second!.y).toBeGreaterThan(first!.y)
  expect(fourth!.y).toBeGreaterThan(third!.y)
})

test('more than four characters given by hand are cut to four', () => {
  expect(carveSeal('x', ['一', '二', '三', '四', '五']).characters).toHaveLength(4)
})

test('an empty frame shows no characters and says what it waits for', () => {
  const html = renderToStaticMarkup(<Seal name="石门" state="empty" title="等待盖章" />)
  expect(html).not.toContain('石')
  expect(html).toContain('role="img" aria-label="等待盖章"')
  expect(html).toContain('stroke-dasharray')
})

test('a seal without a title is decoration; the press plays only when asked', () => {
  expect(renderToStaticMarkup(<Seal name="石门" />)).toContain('aria-hidden="true"')
  expect(renderToStaticMarkup(<Seal name="石门" />)).not.toContain('animate-press')
  expect(renderToStaticMarkup(<Seal name="石门" animate />)).toContain('animate-press')
})

test('a name cannot break out of the drawing', () => {
  const html = renderToStaticMarkup(<Seal name={'<script>"'} characters={'<">&'} title={'"><script>'} />)
  expect(html).not.toContain('<script')
  expect(html).toContain('&lt;</text>')
})
