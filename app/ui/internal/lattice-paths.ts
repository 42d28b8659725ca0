/**
 * A Lingnan window of ten bays, 400 × 112: each bay is a tenth of the scale. Two bands of offset bricks
 * hold a middle row of rhombs. All bays share one path per layer, so the window costs a dozen nodes.
 */
export const bays = 10
export const windowWidth = 400
export const windowHeight = 112

const bay = windowWidth / bays
const band = 22
const middle = windowHeight / 2
const lower = windowHeight - band

function each(draw: (left: number, index: number) => string): string {
  return Array.from({ length: bays }, (_, i) => draw(i * bay, i)).join('')
}

const rhomb = (x: number, half: number, tall: number) =>
  `M${x} ${middle - tall}l${half} ${tall}l${-half} ${tall}l${-half} ${-tall}Z`

const even = (draw: (left: number) => string) => each((x, i) => (i % 2 === 0 ? draw(x) : ''))
const odd = (draw: (left: number) => string) => each((x, i) => (i % 2 === 1 ? draw(x) : ''))

/** The inner frame of every second bay, and how far it stands off the bay's edge. */
const inset = 10
const framed = (x: number) =>
  `M${x + inset} ${band + 15}h${bay - 2 * inset}V${lower - 15}h${2 * inset - bay}Z`

/** The lead between the panes. */
export const lead =
  `M0 ${band}H${windowWidth}M0 ${lower}H${windowWidth}` +
  each((x, i) => (i === 0 ? '' : `M${x} ${band}V${lower}`)) +
  each((x) => `M${x + bay / 2} 0V${band}M${x + bay / 2} ${lower}V${windowHeight}`) +
  even((x) => rhomb(x + bay / 2, bay / 2, middle - band) + rhomb(x + bay / 2, 9, 15)) +
  odd(
    (x) =>
      framed(x) +
      `M${x} ${band}l${inset} 15M${x + bay} ${band}l${-inset} 15M${x} ${lower}l${inset} -15M${x + bay} ${lower}l${-inset} -15` +
      `M${x} ${middle}h${inset}M${x + bay} ${middle}h${-inset}`,
  )

/** Panes that catch the light. */
export const lightPanes =
  even((x) => rhomb(x + bay / 2, 9, 15)) +
  odd(framed) +
  each((x, i) => (i % 2 === 0 ? `M${x - bay / 2} 0h${bay}v${band}h${-bay}Z` : '')) +
  each((x, i) => (i % 2 === 1 ? `M${x - bay / 2} ${lower}h${bay}v${band}h${-bay}Z` : ''))

/** Panes that lie in the shade. */
export const deepPanes =
  even((x) => {
    const half = bay / 2
    const tall = middle - band
    return (
      `M${x} ${band}h${half}l${-half} ${tall}Z` +
      `M${x + bay} ${band}v${tall}l${-half} ${-tall}Z` +
      `M${x} ${lower}v${-tall}l${half} ${tall}Z` +
      `M${x + bay} ${lower}h${-half}l${half} ${-tall}Z`
    )
  }) +
  odd(
    (x) =>
      `M${x} ${band}h${bay}l${-inset} 15h${2 * inset - bay}Z` +
      `M${x} ${lower}h${bay}l${-inset} -15h${2 * inset - bay}Z`,
  )
