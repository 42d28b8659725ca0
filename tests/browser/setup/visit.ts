import path from 'node:path'
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test'
import { portOf } from './ports'

/** The two screens that every page is made for. */
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
}
export const desktop: BrowserContextOptions = {
  viewport: { width: 1280, height: 900 },
  isMobile: false,
  hasTouch: false,
  deviceScaleFactor: 1,
}

interface House {
  /** What a browser may complain about in this test, for example of a network that was cut on purpose. */
  expectedComplaints: RegExp[]
  /** Everything that a browser complained about: console errors (CSP violations among them) and uncaught errors. */
  complaints: string[]
  /** A second visitor with cookies of their own. */
  visitor: (options?: BrowserContextOptions) => Promise<Page>
}

const withoutHash = (url: string) => url.replace(/#.*$/, '')

/** The page itself answering 404 or 422 is the page's own statement; the browser's note of it is no fault. */
function watch(context: BrowserContext, complaints: string[]) {
  const refusedPages = new Set<string>()
  context.on('response', (response) => {
    if (response.status() >= 400 && response.request().isNavigationRequest())
      refusedPages.add(withoutHash(response.url()))
  })
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    const { url } = message.location()
    const ownStatus =
      message.text().startsWith('Failed to load resource') && refusedPages.has(withoutHash(url))
    if (!ownStatus) complaints.push(`${message.text()} (${url})`)
  })
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`))
}

/** Playwright's test, in which a page that complains in the console fails, whatever else the test looks at. */
export const test = base.extend<House>({
  // Its worker's own server: playwright.config.ts starts one for each.
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it what a fixture needs
  baseURL: async ({}, use, { parallelIndex }) => use(`http://localhost:${portOf(parallelIndex)}`),
  expectedComplaints: [[], { option: true }],
  complaints: [
    async ({ expectedComplaints }, use) => {
      const complaints: string[] = []
      await use(complaints)
      const unexpected = complaints.filter((c) => !expectedComplaints.some((known) => known.test(c)))
      expect(unexpected, 'console errors, CSP violations and uncaught errors').toEqual([])
    },
    { auto: true },
  ],
  context: async ({ context, complaints }, use) => {
    watch(context, complaints)
    await use(context)
  },
  visitor: async ({ browser, complaints }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (options = {}) => {
      const context = await browser.newContext(options)
      contexts.push(context)
      watch(context, complaints)
      return context.newPage()
    })
    for (const context of contexts) await context.close()
  },
})
export { expect }

/** Whether every page is taken as a picture for people to look at: `PICTURES=1 npx playwright test every-`. */
export const takesPictures = Boolean(process.env.PICTURES)

/** Where a picture for people to look at goes: test-results/screens/<name>.png. */
export const screenFile = (name: string) => path.join(base.info().project.outputDir, 'screens', `${name}.png`)
