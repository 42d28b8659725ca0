import { PassThrough, type Transform } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createElement } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { wholePieces } from '~/platform/whole-pieces.server'

const texts = Array.from({ length: 400 }, (_, n) => `${'a'.repeat(n % 7)}一起走，一起捐 🌺`)
const page = createElement(
  'ul',
  null,
  texts.map((text, n) => createElement('li', { key: String(n), title: text }, text)),
)

async function rendered(through: Transform): Promise<{ html: string; pieces: number }> {
  const pieces: Buffer[] = []
  through.on('data', (piece: Buffer) => pieces.push(piece))
  const ended = new Promise((resolve) => through.once('end', resolve))
  const { pipe } = renderToPipeableStream(page, { onShellReady: () => pipe(through) })
  await ended
  return { html: Buffer.concat(pieces).toString('utf8'), pieces: pieces.length }
}

test('a page of Chinese arrives letter by letter as it was rendered, without NUL, and in one piece', async () => {
  const { html, pieces } = await rendered(wholePieces())
  expect(html).toBe(`<ul>${texts.map((text) => `<li title="${text}">${text}</li>`).join('')}</ul>`)
  expect(pieces).toBe(1)
})

test('React by itself still needs this: the day it does not, it can go', async () => {
  const { html, pieces } = await rendered(new PassThrough())
  expect(html).toContain('\0')
  expect(pieces).toBeGreaterThan(10)
})

test('what is written in a later turn is not kept waiting, and nothing is lost at the end', async () => {
  const stream = wholePieces()
  const got: string[] = []
  stream.on('data', (piece: Buffer) => got.push(piece.toString()))
  stream.write('a')
  stream.write('b')
  await nextTurn()
  await nextTurn()
  expect(got).toEqual(['ab'])
  stream.write('c')
  stream.end('d')
  await new Promise((resolve) => stream.once('end', resolve))
  expect(got.join('')).toBe('abcd')
})
