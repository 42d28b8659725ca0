import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, test } from 'vitest'
import { log, pathForLog } from '~/platform/log.server'

/** What one call writes: the logger's own rules on a stream of ours. */
function lineOf(write: (logger: typeof log) => void): string {
  let text = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk
      done()
    },
  })
  const rules = log as unknown as Record<symbol, unknown>
  const symbols = pino.symbols as unknown as Record<string, symbol>
  const before = { stream: rules[symbols.streamSym!], level: log.level }
  rules[symbols.streamSym!] = stream
  log.level = 'trace'
  write(log)
  rules[symbols.streamSym!] = before.stream
  log.level = before.level
  return text
}

test('of an id enough is left to find its row, and too little to open a page', () => {
  const line = lineOf((l) => l.info({ gift: '0f3a9c1e-1111-4222-8333-444455556666' }, 'settled'))
  expect(line).toContain('0f3a9c1e…')
  expect(line).not.toContain('444455556666')
})

test.each([
  [
    'a mail address in a fault',
    'donor@example.org',
    { err: new Error('550 <donor@example.org> no such user') },
  ],
  ['a provider’s key', 'sk_live_51abcDEF', { err: new Error('Invalid API Key: sk_live_51abcDEF') }],
  ['a webhook secret', 'whsec_0123abc', { note: 'signed with whsec_0123abc' }],
  ['a database’s password', 'hunter2', { err: new Error('postgresql://house:hunter2@db:5432/x is away') }],
  ['a check code', 'ABCDE12345', { path: '/check/SX-2026-00000001-0/ABCDE12345' }],
  ['a contact', 'c@d.cn', { gift: { contactEmail: 'c@d.cn' } }],
  ['a donor’s name', '梁锦华', { gift: { donorName: '梁锦华' } }],
  ['a cookie', 'shanxing=abc', { headers: { cookie: 'shanxing=abc' } }],
])('%s is left out', (_, secret, fields) => {
  const line = lineOf((l) => l.error(fields, 'a fault'))
  expect(line).toContain('a fault')
  expect(line).not.toContain(secret)
})

test('a fault is logged with its text and code, never with the row that a database quotes', () => {
  const fault = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (donor_name)=(梁锦华) exists',
    parameters: ['梁锦华'],
  })
  const line = lineOf((l) => l.error({ err: fault }, 'x'))
  expect(line).toContain('duplicate key')
  expect(line).toContain('23505')
  expect(line).not.toContain('梁锦华')
})

test.each([
  ['/campaigns/walk-11?name=secret', '/campaigns/walk-11'],
  ['/gifts/0f3a9c1e-1111-4222-8333-444455556666', '/gifts/…'],
  ['/en/gifts/0f3a.data?_routes=x', '/en/gifts/…'],
  ['/gifts/0f3a/acknowledgement.pdf', '/gifts/…'],
  ['/check/SX-1/ABC', '/check/…'],
  ['/GIFTS/0f3a', '/GIFTS/…'],
  ['/%67ifts/0f3a', '/gifts/…'],
  ['/sandbox/pay/cs_1', '/sandbox/pay/…'],
  ['/demo/mailbox/20260101-x', '/demo/mailbox/…'],
  ['/join/lpB6h7S7oXjgG3lzd576FjM4X8BEyyRwNyRiWbzwY0Q', '/join/…'],
  ['/en/%6Aoin/lpB6h7S7oXjgG3lzd576FjM4X8BEyyRwNyRiWbzwY0Q.data', '/en/join/…'],
  ['/pass/lpB6h7S7oXjgG3lzd576FjM4X8BEyyRwNyRiWbzwY0Q', '/pass/…'],
  ['/en/p%61ss/lpB6h7S7oXjgG3lzd576FjM4X8BEyyRwNyRiWbzwY0Q.data', '/en/pass/…'],
  ['/desk/passes?campaign=x', '/desk/passes'],
  ['/en/t/abcdefgh23456789/certificate.pdf', '/en/t/…'],
  ['/api/v1/walks/walk-11/cards/abcdefgh23456789', '/api/v1/walks/walk-11/cards/…'],
  ['/desk/campaigns/walk-11/walk/cards.pdf', '/desk/campaigns/walk-11/walk/cards.pdf'],
  ['/a%0Ab', '/a�b'],
  ['/%E0%A4%A', '/%E0%A4%A'],
])('the address %s is logged as %s', (url, path) => {
  expect(pathForLog(url)).toBe(path)
})
