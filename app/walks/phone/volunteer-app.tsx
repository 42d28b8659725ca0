import { useEffect, useMemo, useReducer, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatClock } from '~/platform/dates'
import { CameraScanner } from '~/platform/phone/camera-scanner'
import { buttonClass } from '~/ui/button-look'
import { Notice } from '~/ui/notice'
import type { VolunteerShellData } from '../volunteer-shell-data'
import { beep } from './beep'
import { GateScreenView } from './gate-screen'
import { isGood } from './gate-verdict'
import { openGate } from './open-gate'
import { RosterSearch } from './roster-search'
import { RotatingCode } from './rotating-code'

type Tab = 'scan' | 'search' | 'code'

/** A volunteer's phone: one place, one big thing to do, and a light that says whether anything can be lost. */
export function VolunteerApp({ data }: { data: VolunteerShellData }) {
  const { t } = useTranslation('gate')
  const gate = useMemo(() => openGate(data), [data])
  const [, changed] = useReducer((n: number) => n + 1, 0)
  useEffect(() => gate.listen(() => changed()), [gate])
  const { screen, roster, marks, entries, offline, online, closed, aheadMs, lasting } = gate.state()
  useEffect(() => {
    if (screen) beep(isGood(screen))
  }, [screen])
  const [tab, setTab] = useState<Tab>('scan')
  const tabs: Tab[] = data.rotating ? ['scan', 'code', 'search'] : ['scan', 'search']
  const waiting = entries.filter(({ state }) => state === 'waiting').length
  const refused = entries.filter(({ state }) => state === 'refused')

  return (
    <main className="mx-auto max-w-lg space-y-4 p-4">
      <header className="space-y-1">
        <h1 className="font-serif text-2xl font-bold [overflow-wrap:anywhere]">{data.pass.place}</h1>
        <p className="text-soft">{t('head', { name: data.pass.label, count: marks.length })}</p>
        <p role="status" className="flex flex-wrap gap-x-3 font-semibold">
          <span>{t(`light.${offline}`)}</span>
          <span>{waiting > 0 ? t('light.waiting', { count: waiting }) : t('light.allSent')}</span>
          {!online && <span>{t('light.offline')}</span>}
        </p>
        <p className="text-sm text-soft">
          {t('asOf', { time: formatClock(new Date(roster.asOf)).slice(0, 5), count: roster.walkers.length })}
        </p>
      </header>
      {closed && (
        <Notice kind="attention" title={t('closed.title')}>
          {t('closed.hint', { contact: data.pass.contact })}
        </Notice>
      )}
      {!lasting && <Notice kind="refused" title={t('notLasting')} />}
      {Math.abs(aheadMs) > 120_000 && (
        <Notice kind="attention" title={t('clock', { minutes: Math.round(Math.abs(aheadMs) / 60_000) })} />
      )}
      <nav className="flex gap-2" aria-label={t('tabs.label')}>
        {tabs.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={tab === name}
            className={buttonClass({ variant: tab === name ? 'primary' : 'secondary', wide: true })}
            onClick={() => setTab(name)}
          >
            {t(name === 'scan' ? `tabs.scan.${roster.placeKind}` : `tabs.${name}`)}
          </button>
        ))}
      </nav>
      {tab === 'scan' && (
        <>
          <p>{t(`lead.${roster.placeKind}`)}</p>
          <CameraScanner
            words={{
              title: t('scanner.title'),
              starting: t('scanner.starting'),
              denied: t('scanner.denied'),
              noCamera: t('scanner.noCamera'),
              torchOn: t('scanner.torchOn'),
              torchOff: t('scanner.torchOff'),
              photo: t('scanner.photo'),
              photoUnread: t('scanner.photoUnread'),
              close: t('scanner.close'),
            }}
            paused={screen !== null}
            onRead={gate.take}
          />
        </>
      )}
      {tab === 'code' && data.rotating && (
        <>
          <p>{t('code.lead')}</p>
          <RotatingCode rotating={data.rotating} publicUrl={data.publicUrl} aheadMs={aheadMs} />
        </>
      )}
      {tab === 'search' && <RosterSearch roster={roster} onChoose={gate.take} />}
      {refused.length > 0 && (
        <Notice kind="attention" title={t('refused.title', { count: refused.length })}>
          {t('refused.hint')}
        </Notice>
      )}
      {screen && (
        <GateScreenView
          screen={screen}
          plan={data.plan}
          placeKind={roster.placeKind}
          onStamp={(cards) => void gate.stamp(cards)}
          onNext={gate.dismiss}
        />
      )}
    </main>
  )
}
