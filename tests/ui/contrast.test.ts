import fs from 'node:fs'
import { expect, test } from 'vitest'

/** Reads the colours of a theme from the style sheets: the tokens themselves are under test, not a copy. */
const css = ['tokens', 'venue']
  .map((name) => fs.readFileSync(new URL(`../../app/ui/${name}.css`, import.meta.url), 'utf8'))
  .join('\n')
function colours(opening: string): Record<string, string> {
  const from = css.indexOf(opening)
  if (from < 0) throw new Error(`no style sheet has ${opening}`)
  const block = css.slice(from, css.indexOf('}', from))
  return Object.fromEntries(
    [...block.matchAll(/--color-([a-z-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]),
  )
}
const day = colours('@theme {')
const themes = {
  day,
  venue: { ...day, ...colours('[data-theme="venue"] {') },
  sun: { ...day, ...colours('[data-theme="sun"] {') },
}

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['paper', 'raised', 'sunk']
const words = ['ink', 'soft', 'kapok-text', 'banyan-text', 'amber-text', 'sky-text']
const pairs = [
  ...words.flatMap((word) => grounds.map((ground) => [word, ground] as const)),
  ...['kapok', 'banyan', 'amber', 'sky'].map((tone) => [`${tone}-text`, `${tone}-tint`] as const),
  ...['kapok', 'banyan', 'amber', 'sky'].map((tone) => ['ink', `${tone}-tint`] as const),
  ['on-kapok', 'kapok'] as const,
  ['on-kapok', 'kapok-deep'] as const,
]
const marks = ['kapok', 'banyan', 'amber', 'sky', 'edge', 'wood'].flatMap((mark) =>
  grounds.map((ground) => [mark, ground] as const),
)

test.each(Object.keys(themes) as (keyof typeof themes)[])(
  'every word and mark of the %s theme can be read',
  (name) => {
    const theme: Record<string, string> = themes[name]
    const needed = name === 'sun' ? 7 : 4.5
    const weak = [
      ...pairs.filter(([word, ground]) => contrast(theme[word]!, theme[ground]!) < needed),
      ...marks.filter(([mark, ground]) => contrast(theme[mark]!, theme[ground]!) < 3),
      // What arrived must stand out from the empty pane.
      ...(contrast(theme.banyan!, theme.glass!) < 3 ? [['banyan', 'glass']] : []),
    ].map(([a, b]) => `${a} on ${b}: ${contrast(theme[a!]!, theme[b!]!).toFixed(2)}`)
    expect(weak).toEqual([])
  },
)
