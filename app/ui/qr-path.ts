/** What `qrcode`'s `create(text).modules` answers: `data` holds one cell per module, row by row. */
export interface QrModules {
  size: number
  data: ArrayLike<number | boolean>
}

/** A QR code ready to draw: side in modules, quiet zone included, and the dark modules as one path. */
export interface QrDrawing {
  size: number
  path: string
}

/** The quiet zone that ISO/IEC 18004 asks for around the symbol, in modules. */
const quietZone = 4

/** Turns modules into one path of horizontal runs: made on the server, so no QR library travels to the browser. */
export function qrPath({ size, data }: QrModules): QrDrawing {
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!data[row * size + column]) continue
      const start = column
      while (column + 1 < size && data[row * size + column + 1]) column++
      path += `M${start + quietZone} ${row + quietZone}h${column + 1 - start}v1h${start - column - 1}z`
    }
  }
  return { size: size + 2 * quietZone, path }
}
