import { expect, test } from 'vitest'
import { contentTag } from '~/platform/content-tag.server'

test('the same content has the same tag as text and as bytes, other content another', () => {
  expect(contentTag('')).toBe('47DEQpj8HBSa-_TImW-5JC') // SHA-256 of nothing, as everybody knows it
  expect(contentTag('善行')).toBe(contentTag(Buffer.from('善行')))
  expect(contentTag('善行')).not.toBe(contentTag('善行 '))
})
