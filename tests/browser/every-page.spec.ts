import fs from 'node:fs'
import type { Page } from '@playwright/test'
import { asksForReminder, givesMonthly } from './setup/gives-monthly'
import { donorsWordsOf, languageLeaks } from './setup/language-leaks'
import { seriousViolations } from './setup/looks-right'
import { pledged } from './setup/pledged'
import { readyGift } from './setup/ready-gift'
import { type Stage, see, sights } from './setup/sights'
import { desktop, expect, phone, screenFile, takesPictures, test } from './setup/visit'
import { walked, walkersWords } from './setup/walked'
import type { Language } from './setup/words'

const screens = [
  ['phone', phone],
  ['desktop', desktop],
] as const
const widths = { phone: [320, 390], desktop: [768, 1280] }

let stage: Stage
let donorsWords: Set<string>
test.beforeAll(async ({ request }) => {
  const email = `sights.${Date.now()}@example.com`
  const paid = await readyGift(
    request,
    { amount: '168.80', name: '阿珍', nameConsent: 'yes', message: '给福利院的小朋友', email },
    'paid',
  )
  const waiting = await readyGift(request, { amount: '66.60' }, 'open')
  let mailPath = ''
  await expect
    .poll(async () => {
      const mails = await (await request.get('/demo/mailbox')).text()
      const entry = mails.split('<li').find((li) => li.includes(email))
      mailPath = /href="(\/demo\/mailbox\/[^"]+)"/.exec(entry ?? '')?.[1] ?? ''
      return mailPath
    })
    .not.toBe('')
  const monthly = { monthly: await givesMonthly(request), reminder: await asksForReminder(request) }
  stage = {
    paid,
    waiting,
    mailPath,
    walked: await walked(request),
    pledge: await pledged(request),
    ...monthly,
  }
  donorsWords = await donorsWordsOf(request, ['health-walk-11', 'poverty-relief-day-demo'])
  for (const word of walkersWords) donorsWords.add(word)
})

/** Elements that reach past the right edge of the window, when the page can be pushed sideways at all. */
const overflowing = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const past = [...document.body.querySelectorAll('*')].filter(
      (e) => e.getBoundingClientRect().right > clientWidth + 1,
    )
    return past.slice(-5).map((e) => `${e.tagName}.${e.getAttribute('class') ?? ''}`)
  })

for (const [screen, options] of screens) {
  for (const language of ['zh-CN', 'en'] as Language[]) {
    test.describe(`${screen}, ${language}`, () => {
      test.use({ ...options, contextOptions: { reducedMotion: 'reduce' } })
      for (const sight of sights.filter((s) => language === 'zh-CN' || !s.chineseOnly)) {
        test(`${sight.name} is accessible, fits, and speaks one language`, async ({ page }) => {
          await see(page, sight, stage, language)
          await expect(page.locator('html')).toHaveAttribute('lang', language)
          if (!sight.anyLanguage)
            expect(await languageLeaks(page, language, donorsWords), 'texts in the other language').toEqual(
              [],
            )
          for (const width of widths[screen]) {
            await page.setViewportSize({ ...options.viewport!, width })
            expect(await overflowing(page), `reaches past the edge at ${width} px`).toEqual([])
          }
          // What is wrong on a wide page is wrong in both languages: one of them is enough there.
          if (screen === 'phone' || language === 'zh-CN')
            expect(await seriousViolations(page), 'serious for people with disabilities').toEqual([])
          if (sight.picture && takesPictures)
            await page.screenshot({
              path: screenFile(`${sight.name}.${screen}.${language}`),
              fullPage: true,
              scale: 'css',
            })
        })
      }
    })
  }
}

test('no page of the public site is without its look', () => {
  const pages = fs
    .readdirSync('app/routes')
    .filter((file) => /^\(\$lang\)\..*\.tsx$/.test(file))
    // Those are looked at as whoever has signed in (every-desk-page.spec.ts), live coverage where it is written, a code to scan where
    // there are wallets (wallets.spec.ts), what a statement or a letter leads to where they are made (year.spec.ts), and an old disclosure
    // where two people publish it (disclosures.spec.ts).
    .filter(
      (file) =>
        !/^\(\$lang\)\.(desk|account|sign-in|join|pass)[._]|_\.live\.tsx$|gifts\.\$id_\.pay\.tsx$|check\.year\.|letters\.\$id\.tsx$|old-disclosures\./.test(
          file,
        ),
    )
  expect(pages.length).toBeGreaterThan(25)
  const addresses = sights.map((sight) => sight.path(stage).replace(/[?#].*/, ''))
  const unseen = pages.filter((file) => {
    const pattern = file
      .replace('($lang).', '/')
      .replace(/(\._index|_index)?\.tsx$/, '')
      .replace(/_?\.|_$/g, '/')
      .replace(/\$\w+/g, '[^/]+')
    return !addresses.some((address) => new RegExp(`^${pattern}$`).test(address))
  })
  expect(unseen).toEqual([])
})
