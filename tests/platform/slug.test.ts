import fs from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyCampaignFields, readCampaignForm } from '~/campaigns/campaign-form'
import { createSeries } from '~/campaigns/create-series.server'
import { draftCampaign } from '~/campaigns/draft-campaign.server'
import { readSeriesForm } from '~/campaigns/series-form'
import { theSoftware } from '~/identity/actor'
import { createFund } from '~/ledger/create-fund.server'
import { emptyFundFields, readFundForm } from '~/ledger/fund-form'
import { inOrder, readFundRow } from '~/ledger/fund-row'
import { openFund } from '~/ledger/open-fund.server'
import { isFreeSlug, reservedSlugs } from '~/platform/slug'
import { prepare, walk } from '../giving/support'
import { databases, type TestDatabase } from '../setup/databases'

let opened: TestDatabase
beforeAll(async () => {
  opened = await databases[0]!.open()
  await prepare(opened.db)
}, 60_000)
afterAll(() => opened.drop())

test('whatever word stands in an address where a slug may stand is reserved', () => {
  const routes = fs.readdirSync('app/routes').map((file) =>
    file
      .replace(/(\._index)?\.tsx?$/, '')
      .split('.')
      .map((part) => part.replace(/_$/, '')),
  )
  const meets = (one: string, other: string) => one === other || one.startsWith('$') || other.startsWith('$')
  const words = routes.flatMap((route) => {
    const at = route.indexOf('$slug')
    return routes
      .filter((other) => at >= 0 && other.length === route.length)
      .filter((other) => !other[at]!.startsWith('$') && other.every((part, n) => meets(part, route[n]!)))
      .map((other) => other[at]!)
  })
  expect(words, 'the routes are read').toContain('export')
  expect(words.filter(isFreeSlug)).toEqual([])
})

test.each([...reservedSlugs])('nothing is opened whose slug is `%s`', async (slug) => {
  const { db } = opened
  const texts = { nameZh: '敬老基金', nameEn: 'Elders', purposeZh: '敬老', purposeEn: 'Elders' }
  const fund = { slug, kind: 'community' as const, ...texts, restricted: true, position: 1 }
  const series = { slug, name: { zh: '走', en: 'Walk' }, about: { zh: '走', en: 'Walk' } }
  expect(await openFund(db, fund)).toEqual({ ok: false, reason: 'slug-invalid' })
  expect(await createFund(db, theSoftware, fund)).toMatchObject({ ok: false, reason: 'invalid' })
  expect(await createSeries(db, theSoftware, series)).toEqual({ ok: false, reason: 'invalid' })
  expect(await draftCampaign(db, theSoftware, { ...walk, slug })).toMatchObject({ ok: false })
  const typed = { ...emptyFundFields, ...texts, slug }
  expect(readFundForm(typed)).toEqual({ ok: false, errors: { slug: 'slug-shape' } })
  expect(readFundForm({ ...typed, slug: 'newer' })).toMatchObject({ ok: true })
  expect(
    readFundRow([slug, '敬老基金'], inOrder, { columns: {}, kinds: {}, groups: {}, yes: [], no: [] }),
  ).toMatchObject({
    reason: 'slug-invalid',
  })
  expect(readCampaignForm({ ...emptyCampaignFields, slug })).toMatchObject({ errors: { slug: 'slug-shape' } })
  expect(
    readSeriesForm({ slug, nameZh: '走', nameEn: 'Walk', aboutZh: '走', aboutEn: 'Walk' }),
  ).toMatchObject({ errors: { slug: 'slug-shape' } })
})

test('a word with such a beginning is a slug like any other', async () => {
  const series = { slug: 'newcomers', name: { zh: '走', en: 'Walk' }, about: { zh: '走', en: 'Walk' } }
  expect(await createSeries(opened.db, theSoftware, series)).toMatchObject({ ok: true, created: true })
})
