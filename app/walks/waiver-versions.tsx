import { useTranslation } from 'react-i18next'
import { formatInstant } from '~/platform/dates'
import type { Locale } from '~/platform/i18n'
import { Disclosure } from '~/ui/disclosure'
import type { WaiverVersion } from './list-waivers.server'

/** Every text that walkers agreed to, the newest first, in both languages as they read it. */
export function WaiverVersions({ locale, versions }: { locale: Locale; versions: readonly WaiverVersion[] }) {
  const { t } = useTranslation('organising')
  return (
    <ol className="space-y-3">
      {versions.map(({ version, zh, en, madeAt, agreed }) => (
        <li key={version}>
          <Disclosure summary={t('waiver.version', { version, time: formatInstant(locale, madeAt) })}>
            <p className="text-sm text-soft">{t('waiver.agreed', { count: agreed })}</p>
            <div className="mt-3 grid gap-6 lg:grid-cols-2">
              <p lang="zh-CN" className="whitespace-pre-line [overflow-wrap:anywhere]">
                {zh}
              </p>
              <p lang="en" className="whitespace-pre-line [overflow-wrap:anywhere]">
                {en}
              </p>
            </div>
          </Disclosure>
        </li>
      ))}
    </ol>
  )
}
