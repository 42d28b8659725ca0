import { describe, expect, test } from 'vitest'
import { openPlaces } from '~/platform/open-places.server'
import { networkOf, rateLimit } from '~/platform/rate-limit.server'

test('so many are let through, then the answer is how long to wait; others are not touched', async () => {
  const limit = rateLimit(3, 60)
  for (let n = 0; n < 3; n++) expect(await limit.take('a')).toBe(0)
  const wait = await limit.take('a')
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(60)
  expect(await limit.take('b')).toBe(0)
  expect(await limit.take('b', 'a')).toBeGreaterThan(0)
})

test('after the window it begins anew', async () => {
  const limit = rateLimit(1, 1)
  expect(await limit.take('a')).toBe(0)
  expect(await limit.take('a')).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  expect(await limit.take('a')).toBe(0)
})

test('looking how long to wait takes nothing', async () => {
  const limit = rateLimit(2, 60)
  for (let n = 0; n < 5; n++) expect(await limit.waitFor('a')).toBe(0)
  for (let n = 0; n < 2; n++) expect(await limit.take('a')).toBe(0)
  expect(await limit.waitFor('a')).toBeGreaterThan(0)
  expect(await limit.waitFor('b')).toBe(0)
})

test('a network holds so many places; one that was left, also twice, is one place again', () => {
  const places = openPlaces(2)
  const [first] = [places.take('a')!, places.take('a')!]
  expect(places.take('a')).toBeNull()
  expect(places.take('b')).not.toBeNull()
  first()
  first()
  expect(places.take('a')).not.toBeNull()
  expect(places.take('a')).toBeNull()
  const any = openPlaces(0)
  for (let n = 0; n < 10; n++) expect(any.take('a')).not.toBeNull()
})

describe('who counts as one', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s is counted as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
