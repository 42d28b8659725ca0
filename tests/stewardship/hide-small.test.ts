import { describe, expect, test } from 'vitest'
import { hideSmall, smallest } from '~/stewardship/assistance/hide-small'

type Table = number[][]
const sumsOf = (cells: Table) => cells[0]!.map((_, c) => cells.reduce((sum, row) => sum + row[c]!, 0))
const rowSum = (row: number[]) => row.reduce((sum, n) => sum + n, 0)

/**
 * Somebody who wants to know: every table of whole numbers, none below zero, that agrees with what is published. Answers which values
 * each hidden cell takes in them. Nothing of how the cells were chosen is used.
 */
function recompute(cells: Table, hidden: boolean[][], columnHidden: boolean[]): Set<number>[][] {
  const [height, width] = [cells.length, cells[0]!.length]
  const columns = sumsOf(cells)
  const found = cells.map((row) => row.map(() => new Set<number>()))
  const guess = cells.map((row, r) => row.map((n, c) => (hidden[r]![c] ? -1 : n)))
  const open = cells.flatMap((row, r) => row.flatMap((_, c) => (hidden[r]![c] ? [[r, c] as const] : [])))
  let tables = 0
  const step = (i: number): void => {
    if (tables > 200_000) return
    const cell = open[i]
    if (!cell) {
      for (let c = 0; c < width; c++) {
        const sum = guess.reduce((s, row) => s + row[c]!, 0)
        if (!columnHidden[c] && sum !== columns[c]) return
      }
      tables++
      for (const [r, c] of open) found[r]![c]!.add(guess[r]![c]!)
      return
    }
    const [r, c] = cell
    const left = rowSum(cells[r]!) - guess[r]!.reduce((s, n) => s + Math.max(n, 0), 0)
    const last = !open.slice(i + 1).some(([row]) => row === r)
    for (let n = last ? left : 0; n <= left; n++) {
      guess[r]![c] = n
      // A column whose sum is shown and already exceeded leads nowhere.
      const soFar = guess.reduce((s, row) => s + Math.max(row[c]!, 0), 0)
      if (columnHidden[c] || soFar <= columns[c]!) step(i + 1)
      guess[r]![c] = -1
    }
  }
  step(0)
  expect(tables).toBeGreaterThan(0)
  expect(height).toBe(found.length)
  return found
}

function expectSafe(cells: Table) {
  const shown = hideSmall(cells, sumsOf(cells))
  expect(shown).not.toBeNull()
  const { cells: hidden, columns } = shown!
  for (const [r, row] of cells.entries())
    for (const [c, n] of row.entries()) if (n > 0 && n < smallest) expect(hidden[r]![c]).toBe(true)
  const found = recompute(cells, hidden, columns)
  for (const [r, row] of cells.entries())
    for (const c of row.keys())
      if (hidden[r]![c]) expect(found[r]![c]!.size, `row ${r}, column ${c}`).toBeGreaterThan(1)
  return shown!
}

describe('small groups', () => {
  test('nothing is hidden where nothing is small, and cells without anybody are no small group', () => {
    const cells = [
      [12, 0, 40],
      [5, 9, 7],
    ]
    expect(hideSmall(cells, sumsOf(cells))).toEqual({
      cells: [
        [false, false, false],
        [false, false, false],
      ],
      columns: [false, false, false],
    })
  })

  test('one small cell takes the smallest others with it, so that rows and columns cannot be subtracted', () => {
    const cells = [
      [3, 20, 30],
      [40, 8, 60],
      [70, 9, 90],
    ]
    const { cells: hidden, columns } = expectSafe(cells)
    expect(hidden[0]).toEqual([true, true, false])
    expect(hidden.flat().filter(Boolean)).toHaveLength(4)
    expect(columns).toEqual([false, false, false])
  })

  test('the only case of a category in a quarter is not told by its month', () => {
    const { cells: hidden } = expectSafe([
      [60, 50, 29],
      [0, 0, 1],
      [8, 5, 5],
    ])
    expect(hidden[1]!.filter(Boolean).length).toBeGreaterThan(1)
  })

  test('months with few cases in all hide their sum as well', () => {
    const { columns } = expectSafe([
      [2, 30, 40],
      [1, 25, 35],
    ])
    expect(columns[0]).toBe(true)
    expect(columns.filter(Boolean).length).toBeGreaterThan(1)
  })

  test('whoever recomputes finds no hidden cell, in many tables of every shape', () => {
    let seed = 7
    const random = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * n)
    }
    let judged = 0
    for (let i = 0; i < 400; i++) {
      const [height, width] = [2 + random(2), 2 + random(2)]
      const cells = Array.from({ length: height }, () =>
        Array.from({ length: width }, () => [0, 0, 1, 2, 4, 6, 9][random(7)]!),
      )
      if (hideSmall(cells, sumsOf(cells)) === null) continue
      judged++
      expectSafe(cells)
    }
    expect(judged).toBeGreaterThan(300)
  })

  test('without rows: a small township is hidden with the smallest other one', () => {
    expect(hideSmall([], [40, 3, 25, 12, 60])?.columns).toEqual([false, true, false, true, false])
    expect(hideSmall([], [40, 25])?.columns).toEqual([false, false])
    // One township alone is the sum of all: there is nothing to hide it behind.
    expect(hideSmall([], [3])).toBeNull()
  })

  test('counts below zero are no groups of people: nothing is shown', () => {
    expect(hideSmall([[-1, 6]], [-1, 6])).toBeNull()
  })
})
