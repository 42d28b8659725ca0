import { personalIn } from '~/platform/personal-in'
import { type Check, type Finding, textKeys } from './check'

/** None of them has a place in a notice, in whatever people wrote of it: texts, a correction's explanation, the introduction. */
export const personalData: Check = ({ composed: { project }, texts, explanation }) => {
  const written: [NonNullable<Finding['at']>, string][] = [
    ...textKeys.map((at): [typeof at, string] => [at, texts[at]]),
    ['explanationZh', explanation.explanationZh],
    ['explanationEn', explanation.explanationEn],
    ['intro', `${project.intro['zh-CN']}\n${project.intro.en}`],
  ]
  return written.flatMap(([at, text]) =>
    personalIn(text).map((detail): Finding => ({ code: 'personal-data', level: 'stop', at, detail })),
  )
}
