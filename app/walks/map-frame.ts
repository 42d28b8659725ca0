type Point = readonly [x: number, y: number]

const margin = 70

/** Where a walk begins and ends, drawn around its point in thousandths of the map's width. */
export const gatePaths = { start: 'M-20 -22L22 0L-20 22Z', finish: 'M-20 -22H20V22H-20ZM-20 0H20M0 -22V22' }

/** The part of the organiser's square that holds all trails and places, in thousandths; null where nothing is drawn yet. */
export function mapFrame(
  trails: readonly (readonly Point[])[],
  places: readonly { x: number; y: number }[],
): { left: number; top: number; width: number; height: number } | null {
  const points = [...trails.flat(), ...places.map(({ x, y }): Point => [x, y])]
  if (points.length === 0) return null
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin]
  return { left, top, width: Math.max(...xs) + margin - left, height: Math.max(...ys) + margin - top }
}
