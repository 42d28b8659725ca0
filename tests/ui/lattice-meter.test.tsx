import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { LatticeMeter, type LatticeMeterProps } from '~/ui/lattice-meter'
import { latticeScale, roundAbove } from '~/ui/lattice-scale'

const texts = {
  confirmed: '已到账',
  pending: '等待到账',
  goal: '目标',
  ofGoal: (percent: string) => `目标的 ${percent}`,
}
const draw = (props: Omit<LatticeMeterProps, 'label' | 'texts'>) =>
  renderToStaticMarkup(<LatticeMeter label="善款" texts={texts} {...props} />)
const attribute = (html: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(html)?.[1]

test('the meter says what arrived, what waits, the goal and the part of it', () => {
  const html = draw({ confirmedFen: 12_690_000n, pendingFen: 866_600n, goalFen: 20_000_000n })
  expect(attribute(html, 'role')).toBe('meter')
  expect(attribute(html, 'aria-label')).toBe('善款')
  expect(attribute(html, 'aria-valuetext')).toBe(
    '已到账 ¥126,900.00, 等待到账 ¥8,666.00, 目标 ¥200,000.00, 目标的 63.4%',
  )
  expect(attribute(html, 'aria-valuenow')).toBe('126900')
  expect(attribute(html, 'aria-valuemax')).toBe('200000')
})

test('panes are covered from what arrived (pending) and from arrived plus pending (empty)', () => {
  const html = draw({ confirmedFen: 5_000_000n, pendingFen: 2_500_000n, goalFen: 10_000_000n })
  expect([...html.matchAll(/translateX\(([\d.]+)%\)/g)].map((m) => m[1])).toEqual(['50', '75'])
})

test('bigint and decimal string draw the same window', () => {
  expect(draw({ confirmedFen: '12690000', pendingFen: '5', goalFen: '20000000' })).toBe(
    draw({ confirmedFen: 12_690_000n, pendingFen: 5n, goalFen: 20_000_000n }),
  )
})

test('nothing given yet is an empty window on the goal as scale, and speaks of no pending money', () => {
  const html = draw({ confirmedFen: 0n, goalFen: 20_000_000n })
  expect(attribute(html, 'aria-valuetext')).toBe('已到账 ¥0.00, 目标 ¥200,000.00, 目标的 0.0%')
  expect([...html.matchAll(/translateX\(([\d.]+)%\)/g)].map((m) => m[1])).toEqual(['0', '0'])
  expect(html).not.toContain('等待到账')
})

test('past the goal the scale grows, the goal is marked inside, and the whole sum is told', () => {
  const html = draw({ confirmedFen: 26_400_000n, goalFen: 20_000_000n })
  expect(attribute(html, 'aria-valuemax')).toBe('300000')
  expect(attribute(html, 'aria-valuenow')).toBe('264000')
  expect(html).toContain('class="goal-mark" style="inset-inline-start:66.66%"')
  expect(attribute(html, 'aria-valuetext')).toContain('目标的 132.0%')
})

test('inside the goal nothing but the scale marks it', () => {
  expect(draw({ confirmedFen: 1n, goalFen: 20_000_000n })).not.toContain('goal-mark')
})

test('without a goal the scale ends at the next round sum and no part of a goal is claimed', () => {
  const html = draw({ confirmedFen: 3_456_700n })
  expect(attribute(html, 'aria-valuemax')).toBe('40000')
  expect(html).not.toContain('目标')
  expect(html, 'a round sum that nobody aims at is not written under the window').not.toContain('40,000')
  expect(draw({ confirmedFen: 3_456_700n, goalFen: 5_000_000n })).toContain('¥50,000')
})

test('a sum that fell below zero by refunds is told as it is and drawn as empty', () => {
  const html = draw({ confirmedFen: -6_666n, goalFen: 10_000n })
  expect(attribute(html, 'aria-valuetext')).toContain('已到账 −¥66.66')
  expect(attribute(html, 'aria-valuenow')).toBe('0')
})

test('the window stays cheap: at most 60 drawn elements', () => {
  const html = draw({ confirmedFen: 26_400_000n, pendingFen: 10n, goalFen: 20_000_000n })
  const svg = html.slice(html.indexOf('<svg'), html.indexOf('</svg>'))
  expect(svg.match(/<[a-z]/g)!.length).toBeLessThanOrEqual(60)
})

test('100.0% of the goal is never shown before it is reached', () => {
  expect(latticeScale(19_999_999n, 0n, 20_000_000n).ofGoal).toBe('99.9%')
  expect(latticeScale(20_000_000n, 0n, 20_000_000n).ofGoal).toBe('100.0%')
})

const fen = fc.bigInt({ min: 0n, max: 10n ** 13n })

test('whatever the sums, everything lies inside the window and in proportion', () => {
  fc.assert(
    fc.property(fen, fen, fc.option(fen, { nil: undefined }), (confirmed, pending, goal) => {
      const scale = latticeScale(confirmed, pending, goal)
      expect(scale.topFen >= confirmed + pending).toBe(true)
      expect(scale.confirmedAt + scale.pendingAt).toBeLessThanOrEqual(100.01)
      expect(Math.abs(scale.confirmedAt - (Number(confirmed) / Number(scale.topFen)) * 100)).toBeLessThan(
        0.011,
      )
      if (goal) expect(scale.goalAt! > 0 || goal * 10_000n < scale.topFen).toBe(true)
    }),
  )
})

test('the round sum is the smallest one that holds the money, and never far above it', () => {
  fc.assert(
    fc.property(fen, (n) => {
      const top = roundAbove(n)
      expect(top >= n).toBe(true)
      if (n > 100_000n) expect(top * 2n <= n * 3n).toBe(true)
    }),
  )
})
