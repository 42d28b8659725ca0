import type { Locale } from '../i18n'
import { fillText } from './fill-text'
import { readShellData } from './shell-data'

// Stands for react-i18next in the phone build (remix.config.js): the same call, the shell's texts.

let shell: { locale: Locale; texts: Record<string, unknown> } | null = null
const shellTexts = () => {
  shell ??= readShellData() as unknown as { locale: Locale; texts: Record<string, unknown> }
  return shell
}

export function useTranslation(namespace = 'ui') {
  const { locale, texts } = shellTexts()
  return {
    t: (key: string, values: Record<string, unknown> = {}) => fillText(locale, texts[namespace], key, values),
    i18n: { language: locale },
  }
}
