/** A kapok flower of five thick petals seen from the front, radius about 22, as one path around 0,0. */
export const flower = Array.from({ length: 5 }, (_, i) => {
  const turn = (i * 2 * Math.PI) / 5
  const at = (x: number, y: number) =>
    `${(x * Math.cos(turn) - y * Math.sin(turn)).toFixed(1)} ${(x * Math.sin(turn) + y * Math.cos(turn)).toFixed(1)}`
  return `M${at(0, -1)}C${at(-6, -6)} ${at(-11.5, -13)} ${at(-7, -19.5)}C${at(-4, -23)} ${at(4, -23)} ${at(7, -19.5)}C${at(11.5, -13)} ${at(6, -6)} ${at(0, -1)}Z`
}).join('')

/** The stamens: short strokes between the petals' middles. */
export const stamens = Array.from({ length: 10 }, (_, i) => {
  const turn = (i * 2 * Math.PI) / 10
  const [x, y] = [Math.sin(turn), -Math.cos(turn)]
  return `M${(x * 3).toFixed(1)} ${(y * 3).toFixed(1)}L${(x * 8.5).toFixed(1)} ${(y * 8.5).toFixed(1)}`
}).join('')

/** A closed bud on its cup, pointing up from 0,0. */
export const bud = 'M0 2C-6 0-7-8 0-15C7-8 6 0 0 2Z'
export const cup = 'M-5.5-2C-4 5 4 5 5.5-2C3 .5-3 .5-5.5-2Z'

/** A leaf pointing right from 0,0. */
export const leaf = 'M0 0C4-7 13-8 19-2C13 4 5 5 0 0Z'
