import { bareText } from '../bundle/bare-text'
import { type Check, type Finding, textKeys } from './check'

/**
 * A project's name against the register: in the statement that was published last (renamed since: the old one keeps its name), and in
 * the text, which must not go on with the old one. A change that the register explains is told; one without a word stops.
 */
export const registerName: Check = ({ composed: { project }, texts, publishedName }) => {
  const now = project.name['zh-CN']
  if (publishedName === null || bareText(publishedName) === bareText(now)) return []
  const explained = project.amendments.some(({ what }) => what === 'name')
  const detail = { before: publishedName, now }
  const told: Finding = { code: 'name-differs', level: explained ? 'look' : 'stop', at: null, detail }
  const old = textKeys.filter(
    (key) =>
      bareText(texts[key]).includes(bareText(publishedName)) && !bareText(texts[key]).includes(bareText(now)),
  )
  return [told, ...old.map((at): Finding => ({ code: 'name-differs', level: 'stop', at, detail }))]
}
