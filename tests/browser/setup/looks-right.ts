import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** axe's findings, of whatever weight. In one frame (our pages have no others) it need not open a second page to put them together: half the time. */
export async function violationsOn(page: Page) {
  await page.evaluate(atRest)
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  return (await axe.analyze()).violations
}

/** Those that it calls serious or critical, with the place where they stand. */
export const seriousViolations = async (page: Page): Promise<string[]> =>
  (await violationsOn(page))
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`))

/** What is wrong with a page for everyone, whatever it says: axe's findings, sideways scrolling, missing texts, no heading or several. */
export async function whatLooksWrong(page: Page): Promise<string[]> {
  const violations = await violationsOn(page)
  const seen = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const past = [...document.body.querySelectorAll('*')].filter(
      (e) => e.getBoundingClientRect().right > clientWidth + 1,
    )
    return {
      past: scrollWidth > clientWidth ? past.slice(-3).map((e) => `${e.tagName}.${e.className}`) : null,
      untold: /⟦[^⟧]*⟧?/.exec(document.body.innerText)?.[0],
      headings: document.querySelectorAll('h1').length,
    }
  })
  return [
    ...violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`)),
    ...(seen.past ? [`reaches past the edge: ${seen.past.join(' ')}`] : []),
    ...(seen.untold ? [`a text is missing: ${seen.untold}`] : []),
    ...(seen.headings === 1 ? [] : [`${seen.headings} headings of the first rank`]),
  ]
}

/** Runs in the page: half way from one colour to another is no colour that anybody chose. What turns without end is not waited for. */
async function atRest(): Promise<void> {
  const ending = document.getAnimations().filter((a) => a.effect?.getComputedTiming().endTime !== Infinity)
  await Promise.allSettled(ending.map((animation) => animation.finished))
}
