import { fillFields } from '../statement/live-fields'
import { type Check, type Finding, textKeys } from './check'

/** What a notice must have: what was done and what came of it. English, partners and the introduction are asked for. */
export const missingParts: Check = ({ composed: { project }, texts }) => {
  const missing = (part: string, level: Finding['level'], at: Finding['at'] = null): Finding => ({
    code: 'part-missing',
    level,
    at,
    detail: { part },
  })
  return [
    ...textKeys.flatMap((key) =>
      texts[key].trim() === '' ? [missing(key, key.endsWith('Zh') ? 'stop' : 'look', key)] : [],
    ),
    ...(project.partners.length === 0 ? [missing('partners', 'look')] : []),
    ...(project.intro['zh-CN'].trim() === '' ? [missing('intro', 'look')] : []),
  ]
}

/** Live fields that name no figure, or are not written as one. */
export const fieldsFill: Check = ({ composed: { figures }, texts }) =>
  textKeys.flatMap((at) =>
    fillFields(texts[at], figures, at.endsWith('En') ? 'en' : 'zh-CN').faults.map(
      ({ what, said }): Finding => ({ code: 'field-unknown', level: 'stop', at, detail: { what, said } }),
    ),
  )
