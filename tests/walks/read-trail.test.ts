import { describe, expect, test } from 'vitest'
import { readTrails, spellTrails } from '~/walks/read-trail'

const gpx = (points: [lat: number, lon: number][], tag = 'trkpt') =>
  `<?xml version="1.0"?><gpx><trk><trkseg>${points.map(([lat, lon]) => `<${tag} lat="${lat}" lon="${lon}"><ele>3</ele></${tag}>`).join('')}</trkseg></trk></gpx>`

describe('lines', () => {
  test('are read as people type them, an empty line begins another trail, and they come back as they are', () => {
    const read = readTrails('100,400\r\n 380 , 200\n660，350\n\n\n10 10\n20 20\n')
    expect(read).toEqual({
      ok: true,
      trails: [
        [
          [100, 400],
          [380, 200],
          [660, 350],
        ],
        [
          [10, 10],
          [20, 20],
        ],
      ],
    })
    expect(readTrails(spellTrails(read.ok ? read.trails : []))).toEqual(read)
    expect(readTrails('  ')).toEqual({ ok: true, trails: [] })
  })

  test.each([
    ['words', '100,400\nleft at the lake', { ok: false, reason: 'not-understood', line: 2 }],
    ['a point beyond the map', '100,400\n100,1001', { ok: false, reason: 'outside', line: 2 }],
    ['a single point', '100,400', { ok: false, reason: 'not-understood' }],
    ['too many points', Array(501).fill('1,1').join('\n'), { ok: false, reason: 'too-many' }],
    ['a GPX without points', '<gpx></gpx>', { ok: false, reason: 'not-understood' }],
    [
      'a GPX of nonsense',
      gpx([
        [91, 500],
        [Number.NaN, 3],
      ]),
      { ok: false, reason: 'not-understood' },
    ],
  ])('%s are refused', (_, typed, refusal) => expect(readTrails(typed)).toEqual(refusal))
})

describe('a GPX', () => {
  /** A square of a kilometre in Dafushan Forest Park: a degree of longitude is shorter there than one of latitude. */
  const km = 1 / 111.195
  const [lat, lon] = [22.95, 113.32]
  const east = km / Math.cos(((lat + km / 2) * Math.PI) / 180)
  const square: [number, number][] = [
    [lat, lon],
    [lat + km, lon],
    [lat + km, lon + east],
    [lat, lon + east],
  ]

  test('is laid flat with north up and its proportions kept: a square stays one', () => {
    for (const tag of ['trkpt', 'rtept']) {
      const read = readTrails(gpx(square, tag))
      expect(read).toEqual({
        ok: true,
        trails: [
          [
            [80, 920],
            [80, 80],
            [920, 80],
            [920, 920],
          ],
        ],
      })
    }
  })

  test('recorded each second is thinned to what can be seen, its ends and corners kept', () => {
    const walked = square.slice(1).flatMap(([toLat, toLon], n) =>
      Array.from({ length: 1_000 }, (_, i): [number, number] => {
        const [fromLat, fromLon] = square[n]!
        return [fromLat + ((toLat - fromLat) * i) / 999, fromLon + ((toLon - fromLon) * i) / 999]
      }),
    )
    const read = readTrails(gpx(walked))
    expect(read.ok && read.trails[0]).toEqual([
      [80, 920],
      [80, 80],
      [920, 80],
      [920, 920],
    ])
  })

  test('that was a long way on one line stands in the middle', () => {
    const read = readTrails(
      gpx([
        [lat, lon],
        [lat, lon + 1],
      ]),
    )
    expect(read.ok && read.trails[0]).toEqual([
      [80, 500],
      [920, 500],
    ])
  })
})
