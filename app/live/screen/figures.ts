import { type Fen, formatFen } from '~/money/fen'

/** One place of the total, counted from the right so that it stays itself when the number grows to the left. */
export interface Place {
  fromRight: number
  char: string
  /** What stood here before; the same as `char` where nothing moved. */
  before: string
  /** ¥ and fen are set smaller than the yuan. */
  small: boolean
}

/** The places of `to`, each with what stood there in `from`. */
export function placesOf(from: Fen, to: Fen): Place[] {
  const [old, now] = [[...formatFen(from)], [...formatFen(to)]]
  return now.map((char, i) => {
    const fromRight = now.length - 1 - i
    return {
      fromRight,
      char,
      before: old[old.length - 1 - fromRight] ?? '',
      small: fromRight < 3 || !/[\d,]/.test(char),
    }
  })
}

/** Widths of bold figures and of marks in em, with a little to spare: no font in our stack is wider. */
const widthOf = (char: string) => (/[\d¥−]/.test(char) ? 0.62 : 0.31)
export const smallSize = 0.56

/** How many em the total is wide: the page divides its width by it, so that any sum fits. */
export const widthInEm = (places: readonly Place[]): number =>
  places.reduce((sum, { char, small }) => sum + widthOf(char) * (small ? smallSize : 1), 0)
