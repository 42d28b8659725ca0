import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import type { APIRequestContext, Page } from '@playwright/test'
import { form as oldDisclosure } from '../disclosures/bundle'
import { bankLine, treasurersWords } from './setup/bank-line'
import { batchOfCash, batchWords, goodsWords, planWords } from './setup/batch-of-cash'
import { heldGift } from './setup/held-gift'
import { donorsWordsOf, languageLeaks } from './setup/language-leaks'
import { whatLooksWrong } from './setup/looks-right'
import { readyGift } from './setup/ready-gift'
import { desktop, expect, phone, screenFile, takesPictures, test } from './setup/visit'
import { walkersWords } from './setup/walked'

interface Sight {
  path: string
  /** The page answers this instead of 200. */
  status?: number
  /** Mostly what donors, colleagues and campaigns said, whose language is theirs. */
  theirs?: boolean
}

const walk = '/desk/campaigns/health-walk-11'
const past = '/desk/campaigns/health-walk-10'
/** Who has signed in, and every page that they look at; `{…}` are things that were made before. */
const sights: Record<string, Sight[]> = {
  nobody: [
    { path: '/sign-in' },
    { path: '/sign-in/code' },
    { path: '/join/gone', status: 410 },
    { path: '/pass', status: 403 },
    { path: '/pass/gone', status: 404 },
    { path: '/pass/stall/count', status: 403 },
  ],
  administrator: [
    { path: '/account' },
    { path: '/account/second-factor' },
    { path: '/account/passkeys' },
    { path: '/account/password' },
    { path: '/account/gifts' },
    { path: '/account/close' },
    { path: '/desk' },
    { path: '/desk/campaigns' },
    { path: '/desk/campaigns/new' },
    { path: walk },
    { path: '/desk/campaigns/health-walk-10' },
    { path: `${walk}/edit` },
    { path: `${walk}/routing` },
    { path: `${walk}/preview` },
    { path: `${walk}/history` },
    { path: `${walk}/monitoring?range=whole`, theirs: true },
    { path: '/desk/campaigns/health-walk-10/monitoring', theirs: true },
    { path: `${walk}/monitoring?from=2026-03-09&to=2026-03-01`, status: 422, theirs: true },
    { path: `${walk}/coverage`, theirs: true },
    { path: `${walk}/walkers` },
    { path: `${walk}/units`, theirs: true },
    { path: `${walk}/pages`, theirs: true },
    { path: '/desk/passes' },
    { path: `${walk}/board` },
    { path: `${walk}/walk` },
    { path: `${walk}/walk/settings`, theirs: true },
    { path: `${walk}/walk/map` },
    { path: `${walk}/walk/places/cp1` },
    { path: `${walk}/walk/places/new` },
    { path: `${walk}/walk/levels/5km` },
    { path: `${walk}/walk/levels/new` },
    { path: `${walk}/walk/waiver` },
    { path: '/desk/campaigns/poverty-relief-day-demo/walk' },
    { path: '/desk/monthly', theirs: true },
    { path: '/desk/plans/{draft}/edit', theirs: true },
    { path: '/desk/assistance/{help}/import' },
    { path: '/desk/disclosures/import/{old}', theirs: true },
    { path: '/desk/campaigns/poverty-relief-day-demo/pledges' },
    { path: '/desk/campaigns/poverty-relief-day-demo/pledges/settings' },
    { path: '/desk/campaigns/poverty-relief-day-demo/pledges/import' },
    { path: '/desk/campaigns/health-walk-11/pledges' },
    { path: '/desk/campaigns/poverty-relief-day-demo/matching' },
    { path: '/desk/campaigns/health-walk-11/matching' },
    { path: '/desk/campaigns/health-walk-10/sponsors' },
    { path: '/desk/campaigns/poverty-relief-day-demo/sponsors/new' },
    { path: '/desk/series' },
    { path: '/desk/series/new' },
    { path: '/desk/series/health-walk' },
    { path: '/desk/funds' },
    { path: '/desk/funds/new' },
    { path: '/desk/funds/import' },
    { path: '/desk/funds/assistance' },
    { path: '/desk/gifts', theirs: true },
    { path: '/desk/gifts?q=SX-2026-00000001-0' },
    { path: '/desk/gifts/{paid}', theirs: true },
    { path: '/desk/messages', theirs: true },
    { path: '/desk/messages?view=names', theirs: true },
    { path: '/desk/proposals', theirs: true },
    { path: '/desk/health' },
    { path: '/desk/people' },
    { path: '/desk/people/{person}' },
    { path: '/desk/people/invite' },
    { path: '/desk/people/invitations' },
    { path: '/desk/trail', theirs: true },
    { path: '/desk/plans/new' },
    { path: '/desk/no-such-place', status: 404 },
  ],
  treasurer: [
    { path: '/desk' },
    { path: '/desk/holds', theirs: true },
    { path: '/desk/period' },
    { path: '/desk/reconciliation' },
    { path: '/desk/gifts/{held}', theirs: true },
    { path: '/desk/bank' },
    { path: '/desk/bank/accounts/new' },
    { path: '/desk/bank/import' },
    { path: '/desk/bank/lines', theirs: true },
    { path: '/desk/bank/lines/{line}', theirs: true },
    { path: '/desk/tickets' },
    { path: '/desk/tickets?has=missing' },
    { path: '/desk/tickets/import' },
    { path: '/desk/statements' },
    { path: '/desk/suspicions' },
    { path: '/desk/suspicions?view=decided' },
    { path: '/desk/offline', theirs: true },
    { path: '/desk/offline/new' },
    { path: '/desk/offline/{batch}', theirs: true },
    { path: '/desk/offline/{batch}/import', theirs: true },
    { path: '/desk/goods', theirs: true },
    { path: '/desk/goods/new' },
    { path: '/desk/goods/{goods}', theirs: true },
    { path: '/desk/plans', theirs: true },
    { path: '/desk/plans/{plan}', theirs: true },
    { path: '/desk/plans/{draft}', theirs: true },
    { path: '/desk/projects' },
    { path: '/desk/assistance', theirs: true },
    { path: '/desk/assistance/new', theirs: true },
    { path: '/desk/funds/assistance/purpose' },
    { path: '/desk/funds/groups' },
    { path: '/desk/funds/groups/shiqiao' },
  ],
  // The walk that was, with all that its day left behind, and the one that is still to come.
  organiser: [
    { path: '/desk/projects' },
    { path: '/desk/projects/new' },
    { path: '/desk/projects/family-law' },
    { path: '/desk/projects/rural-volunteers/milestones' },
    { path: '/desk/projects/social-worker-growth/contracts', theirs: true },
    { path: '/desk/projects/welfare-home/procurement' },
    { path: '/desk/projects/special-education/indicators', theirs: true },
    { path: '/desk/projects/charity-communities/calls', theirs: true },
    { path: '/desk/projects/standards/outputs' },
    { path: '/desk/projects/standards/edit', theirs: true },
    { path: `${past}/board`, theirs: true },
    { path: `${past}/missing` },
    { path: `${walk}/missing` },
    { path: `${past}/flags` },
    { path: `${walk}/flags` },
    { path: `${past}/market` },
    { path: `${walk}/market` },
    { path: `${past}/market/new` },
    { path: `${past}/market/s1`, theirs: true },
    { path: '/desk/thanks' },
    { path: '/desk/disclosures' },
    { path: '/desk/disclosures?period=2024-Q1' },
    { path: '/desk/disclosures/special-education/2024-Q1' },
    { path: '/desk/disclosures/special-education/2024-Q2' },
    { path: '/desk/disclosures/import' },
  ],
  'fund-manager': [{ path: '/desk' }, { path: '/desk/funds/assistance' }],
}

/** What is typed here, in whatever language the page is. */
const ourWords = ['四月临时救助']
const things: Record<string, string> = {}
let names: Set<string>
test.beforeAll(async ({ request }) => {
  const gift = {
    amount: '168.80',
    name: '阿珍',
    nameConsent: 'yes',
    message: '加油',
    email: 'zhen@example.org',
  }
  things.paid = (await readyGift(request, gift, 'paid')).giftPath.split('/').at(-1)!
  things.held = await heldGift(request, { amountFen: 4321 })
  things.line = await bankLine(request)
  things.batch = await batchOfCash(request)
  const goods = await (await request.get('/desk/goods')).text()
  things.goods = /\/desk\/goods\/([0-9a-f-]{36})/.exec(goods)![1]!
  const plans = await (await request.get('/desk/plans')).text()
  things.plan = /\/desk\/plans\/([0-9a-f-]{36})/.exec(plans)![1]!
  await request.get('/demo/sign-in/administrator')
  const people = await (await request.get('/desk/people')).text()
  things.person = /\/desk\/people\/(?!invit)([\w-]{8,})/.exec(people)![1]!
  const draft = await (await request.get('/desk/plans?state=draft')).text()
  things.draft = /\/desk\/plans\/([0-9a-f-]{36})/.exec(draft)![1]!
  things.help = await made(request, '/desk/assistance/new', {
    ...{
      formId: randomUUID(),
      title: '四月临时救助',
      project: 'assistance',
      fund: 'assistance',
      paidOn: '2026-03-05',
    },
  })
  things.old = await made(request, '/desk/disclosures/import', {
    ...{
      name: '旧公示',
      text: oldDisclosure({ name: `晨读 ${Date.now()}`, doing: '支出730.90万元，近1000人受益。' }),
    },
  })
  names = await donorsWordsOf(request, ['health-walk-11', 'health-walk-10', 'poverty-relief-day-demo'])
  const listed: { name: string }[] = JSON.parse(fs.readFileSync('app/demo/data/people.json', 'utf8'))
  for (const { name } of listed) names.add(name)
  for (const word of [
    ...walkersWords,
    ...treasurersWords,
    ...batchWords,
    ...goodsWords,
    ...planWords,
    ...ourWords,
  ])
    names.add(word)
})

/** Sends a form as whoever has signed in, and answers the id in the address that it leads to. */
async function made(request: APIRequestContext, path: string, fields: Record<string, string>) {
  const sent = await request.post(path, { multipart: fields, maxRedirects: 0 })
  expect(sent.status(), path).toBe(303)
  return /([0-9a-f-]{36})/.exec(sent.headers().location!)![1]!
}

/** People are greeted by their own names. */
const isOurs = (text: string) => ![...names].some((name) => text.includes(name))

const real = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => things[name]!)

async function look(
  page: Page,
  { path, status = 200, theirs }: Sight,
  language: 'zh-CN' | 'en',
  picture: string,
) {
  const address = (language === 'en' ? '/en' : '') + real(path)
  expect.soft((await page.goto(address))!.status(), address).toBe(status)
  await page.waitForFunction(() => '__remixContext' in window && document.readyState === 'complete')
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '')
  })
  expect.soft(await whatLooksWrong(page), address).toEqual([])
  expect
    .soft(await page.locator('.desk-place[aria-current]').count(), `${address}: one place at most`)
    .toBeLessThan(2)
  const leaks = theirs ? [] : await languageLeaks(page, language, names)
  expect.soft(leaks.filter(isOurs), `${address} in the other language`).toEqual([])
  if (takesPictures) await page.screenshot({ path: screenFile(picture), fullPage: true, scale: 'css' })
}

for (const [screen, options] of [
  ['phone', phone],
  ['desktop', desktop],
] as const) {
  test.describe(screen, () => {
    test.use({ ...options, contextOptions: { reducedMotion: 'reduce' } })
    // What is wrong on a wide page is wrong in both languages: one of them is enough there.
    for (const language of screen === 'phone' ? (['zh-CN', 'en'] as const) : (['zh-CN'] as const)) {
      for (const [who, seen] of Object.entries(sights)) {
        test(`what ${who} sees behind the desk is accessible, fits and speaks ${language}`, async ({
          page,
        }) => {
          test.setTimeout(300_000)
          if (who !== 'nobody') await page.goto(`/demo/sign-in/${who}`)
          for (const sight of seen) {
            const name = `desk${sight.path.replace(/\W+/g, '-')}.${who}.${screen}.${language}`
            await test.step(sight.path, () => look(page, sight, language, name))
          }
        })
      }
    }
  })
}

test('no page of the desk, of an account or of a door to them is without its look', () => {
  const pages = fs
    .readdirSync('app/routes')
    .filter((file) => /^\(\$lang\)\.(desk|account|sign-in|join|pass)[._].*\.tsx$/.test(file))
    .filter((file) => file !== '($lang).desk.tsx')
  expect(pages.length).toBeGreaterThan(25)
  const addresses = Object.values(sights).flatMap((seen) => seen.map(({ path }) => path.replace(/\?.*/, '')))
  const unseen = pages.filter((file) => {
    const pattern = file
      .replace('($lang).', '/')
      .replace(/(\._index)?\.tsx$/, '')
      .replace(/_?\.|_$/g, '/')
      .replace(/\$\w+/g, '[^/]+')
    return !addresses.some((address) => new RegExp(`^${pattern}$`).test(address))
  })
  expect(unseen).toEqual([])
})
