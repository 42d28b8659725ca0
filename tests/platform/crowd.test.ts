import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openCrowd } from '~/platform/crowd'

/** Long enough that a slice holds a few of these only. */
const dawdle = () => {
  for (const until = performance.now() + 1; performance.now() < until; );
}
const untilQuiet = async (heard: { length: number }, count: number) => {
  for (let n = 0; heard.length < count && n < 1_000; n++) await turn()
}

test('everybody is told, the first at once, and others get a word in between', async () => {
  const crowd = openCrowd<string>()
  const heard: number[] = []
  for (let n = 0; n < 40; n++)
    crowd.add(() => {
      dawdle()
      heard.push(n)
    })
  crowd.tell('news')
  const atOnce = heard.length
  expect(atOnce).toBeGreaterThan(0)
  expect(atOnce).toBeLessThan(40)
  await untilQuiet(heard, 40)
  expect(heard).toEqual(Array.from({ length: 40 }, (_, n) => n))
})

test('news that overtakes goes to the rest first, then to those who had the older, and nobody ends with the older', async () => {
  const crowd = openCrowd<number>()
  const heard: number[][] = Array.from({ length: 30 }, () => [])
  for (const mine of heard)
    crowd.add((news) => {
      dawdle()
      mine.push(news)
    })
  crowd.tell(1)
  crowd.tell(2)
  for (let n = 0; n < 200; n++) await turn()
  expect(heard.every((mine) => mine.at(-1) === 2)).toBe(true)
  expect(heard.filter((mine) => mine.length === 1).length).toBeGreaterThan(0)
  expect(heard.flat().filter((news) => news === 2)).toHaveLength(30)
})

test('who leaves while others are told hears nothing more; who comes waits for the next', async () => {
  const crowd = openCrowd<string>()
  const heard: string[] = []
  const leave = new Map<string, () => void>()
  for (const name of ['a', 'b', 'c'])
    leave.set(
      name,
      crowd.add((news) => {
        heard.push(name + news)
        if (name === 'a' && news === '1') leave.get('b')!()
      }),
    )
  crowd.tell('1')
  await turn()
  expect(heard).toEqual(['a1', 'c1'])
  crowd.add((news) => heard.push(`d${news}`))
  await turn()
  expect(heard).toEqual(['a1', 'c1'])
  crowd.tell('2')
  await turn()
  expect(heard).toEqual(['a1', 'c1', 'a2', 'c2', 'd2'])
  expect(crowd.size()).toBe(3)
})
