import { walkLimits } from './walk-limits'

export type Trail = [x: number, y: number][]
type Point = readonly [x: number, y: number]
export type TrailFault = 'not-understood' | 'outside' | 'too-many'

const side = 1_000
const margin = 80

/**
 * Reads a trail as an organiser pastes it: lines of `x,y` in thousandths of the map (an empty line begins another trail), or a GPX
 * file, whose latitudes and longitudes are laid flat, north up, and fitted into the map. An empty text is no trail.
 * Refuses `not-understood`, `outside` (beyond 0 to 1000), `too-many` (trails, or points of one).
 */
export function readTrails(
  typed: string,
): { ok: true; trails: Trail[] } | { ok: false; reason: TrailFault; line?: number } {
  const text = typed.trim()
  if (text === '') return { ok: true, trails: [] }
  const read = /<(gpx|trkpt|rtept)\b/i.test(text) ? readGpx(text) : readLines(text)
  if (!read.ok) return read
  const { trails } = read
  if (trails.length > walkLimits.trails || trails.some((t) => t.length > walkLimits.points))
    return { ok: false, reason: 'too-many' }
  return trails.every((t) => t.length >= 2) ? read : { ok: false, reason: 'not-understood' }
}

/** How trails stand in the form again. */
export const spellTrails = (trails: readonly (readonly Point[])[]): string =>
  trails.map((trail) => trail.map(([x, y]) => `${x},${y}`).join('\n')).join('\n\n')

function readLines(text: string): ReturnType<typeof readTrails> {
  const trails: Trail[] = [[]]
  for (const [n, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') {
      if (trails.at(-1)!.length > 0) trails.push([])
      continue
    }
    const [, x, y] = /^\s*(\d{1,5})\s*[,，\s]\s*(\d{1,5})\s*$/.exec(line.normalize('NFKC')) ?? []
    if (x === undefined || y === undefined) return { ok: false, reason: 'not-understood', line: n + 1 }
    if (Number(x) > side || Number(y) > side) return { ok: false, reason: 'outside', line: n + 1 }
    trails.at(-1)!.push([Number(x), Number(y)])
  }
  return { ok: true, trails: trails.filter((trail) => trail.length > 0) }
}

function readGpx(text: string): ReturnType<typeof readTrails> {
  const parts = text.match(/<(trkseg|rte)\b[\s\S]*?<\/\1>/gi) ?? [text]
  const walked = parts.map((part) => pointsOf(part)).filter((points) => points.length > 1)
  if (walked.length === 0) return { ok: false, reason: 'not-understood' }
  return { ok: true, trails: fitInto(walked.map((points) => points.map(flat(walked.flat())))) }
}

/** `<trkpt lat="22.95" lon="113.32">` and `<rtept …>`, attributes in any order. */
function pointsOf(part: string): Point[] {
  return [...part.matchAll(/<(?:trkpt|rtept)\b([^>]*)>/gi)].flatMap(([, attributes]): Point[] => {
    const number = (name: string) =>
      Number(new RegExp(`\\b${name}\\s*=\\s*["']([-+\\d.eE]+)["']`).exec(attributes!)?.[1] ?? Number.NaN)
    const [lat, lon] = [number('lat'), number('lon')]
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [[lon, lat]] : []
  })
}

/** Equirectangular: a degree of longitude is as long as its latitude makes it; y grows to the south. Good to a pixel within a park. */
function flat(all: readonly Point[]): (point: Point) => Point {
  const middle = all.reduce((sum, [, lat]) => sum + lat, 0) / all.length
  const shrink = Math.cos((middle * Math.PI) / 180)
  return ([lon, lat]) => [lon * shrink, -lat]
}

/** As large as the map allows with its margins, in the middle, its proportions kept. */
function fitInto(lines: readonly (readonly Point[])[]): Trail[] {
  const all = lines.flat()
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top]
  const scale = (side - 2 * margin) / Math.max(width, height, 1e-9)
  const at = ([x, y]: Point): Point => [
    Math.round((x - left) * scale + (side - width * scale) / 2),
    Math.round((y - top) * scale + (side - height * scale) / 2),
  ]
  return lines.map((line) => thin(line.map(at)))
}

/** A walk is recorded each second: leaves out what is nearer than `by` to the line without it (Douglas & Peucker 1973). */
function thin(points: readonly Point[], by = 3): Trail {
  const [first, last] = [points[0]!, points.at(-1)!]
  let [far, at] = [0, 0]
  for (let n = 1; n < points.length - 1; n++) {
    const away = distance(points[n]!, first, last)
    if (away > far) [far, at] = [away, n]
  }
  if (far <= by) return [[...first], [...last]]
  return [...thin(points.slice(0, at + 1), by).slice(0, -1), ...thin(points.slice(at), by)]
}

function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)
  const t = Math.min(1, Math.max(0, along))
  return Math.hypot(x - ax - t * dx, y - ay - t * dy)
}
