import type { Translate } from '~/platform/i18n'
import type { Paper } from '~/platform/paper/open-paper.server'
import { ink } from '~/platform/paper/paper-marks.server'
import { carveSeal } from '~/ui/seal-stone'
import type { PlanPlace, WalkPlan } from '../walk-plan'

export interface TextBox {
  x: number
  top: number
  width: number
  height: number
  size: number
  least?: number
  face?: 'regular' | 'bold'
  align?: 'left' | 'center' | 'right'
  color?: string
}

/** Writes a text as large as it fits; answers where the next thing may begin. */
export function put({ pen }: Pick<Paper, 'pen'>, text: string, box: TextBox): number {
  const { x, top, width, height, size, least = 5, face = 'regular', align, color = ink.ink } = box
  return pen.draw(pen.fit(text, face, { width, height, size, least }), { x, top, width, align }, color)
}

/** The place's own seal, the same stone as on the stamp card. */
export function drawStone(
  { doc, pen }: Pick<Paper, 'doc' | 'pen'>,
  at: { x: number; y: number; size: number },
  name: string,
): void {
  const stone = carveSeal(name)
  const white = stone.cut === 'white'
  doc
    .save()
    .translate(at.x + at.size / 2, at.y + at.size / 2)
    .rotate(stone.tilt)
    .scale(at.size / 100)
    .translate(-50, -50)
  if (white) doc.path(stone.outline).fill(ink.kapok)
  else doc.path(`${stone.outline}${stone.inner}`).fill(ink.kapok, 'even-odd')
  for (const { text, x, y, scaleX, scaleY } of stone.characters) {
    doc.save().translate(x, y).scale(scaleX, scaleY)
    const fitted = pen.fit(text, 'bold', { width: 60, height: 60, size: 38, least: 10, leading: 1 })
    pen.draw(fitted, { x: -30, top: -19, width: 60, align: 'center' }, white ? '#FFFFFF' : ink.kapok)
    doc.restore()
  }
  doc.path(stone.wear).fill('#FFFFFF')
  doc.restore()
}

/** An empty frame that waits for a stamp. */
export function drawFrame({ doc }: Pick<Paper, 'doc'>, at: { x: number; y: number; size: number }): void {
  doc.roundedRect(at.x, at.y, at.size, at.size, 3).lineWidth(1).dash(4, { space: 2.5 }).stroke(ink.lead)
  doc.undash()
}

/** A line to cut along. */
export function cutLine({ doc }: Pick<Paper, 'doc'>, from: [number, number], to: [number, number]): void {
  doc
    .moveTo(...from)
    .lineTo(...to)
    .lineWidth(0.5)
    .dash(3, { space: 3 })
    .stroke(ink.lead)
  doc.undash()
}

/** `打卡点 2`, `起点`: what a place is, in the organiser's order. */
export function kindWords(plan: WalkPlan, place: PlanPlace, t: Translate<'prints'>): string {
  if (place.kind !== 'checkpoint') return t(`kind.${place.kind}`)
  const checkpoints = plan.places.filter(({ kind }) => kind === 'checkpoint')
  return t('kind.checkpoint', { n: checkpoints.findIndex(({ key }) => key === place.key) + 1 })
}

/** `08:30` in Asia/Shanghai. */
export const clockOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(11, 16)
export const hoursOf = (place: PlanPlace, t: Translate<'prints'>): string =>
  t('opens', { from: clockOf(place.opensAt), until: clockOf(place.closesAt) })
