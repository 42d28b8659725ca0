import { createContext, useContext } from 'react'
import type zh from './zh-CN.json'

/** The style guide's own texts: loaded with its page only, because no visitor of another page needs them. */
export type StyleguideTexts = typeof zh

export const StyleguideContext = createContext<StyleguideTexts | undefined>(undefined)

export function useTexts(): StyleguideTexts {
  const texts = useContext(StyleguideContext)
  if (!texts) throw new Error('the style guide draws inside StyleguideContext')
  return texts
}

/** Fills `{{n}}`-style places. */
export const fill = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
