import { useEffect, useReducer, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Locale, pathIn, pathInOther } from '~/platform/i18n'
import { CameraScanner } from '~/platform/phone/camera-scanner'
import { keepDrawn } from '~/platform/phone/keep-drawn'
import { buttonClass } from '~/ui/button-look'
import type { CardShellData } from '../card-shell-data'
import { nextPlace, readCard } from '../stamp-rules'
import type { WalkPlan } from '../walk-plan'
import { stampsOf } from './card-book'
import { type CardState, type OpenCard, scanHash } from './card-state'
import { InAppNotice } from './in-app-notice'
import { InstallHint } from './install-hint'
import { LevelChoice } from './level-choice'
import { MyCard } from './my-card'
import { NextPlace } from './next-place'
import { NoWalk } from './no-walk'
import { openCard } from './open-card'
import { RefusedScans } from './refused-scans'
import { ScanResult } from './scan-result'
import { StampStrip } from './stamp-strip'
import { StatusLight } from './status-light'
import { SunSwitch } from './sun-switch'

let opened: OpenCard | null = null

/** The walker's stamp card. Everything it shows comes from the phone; the network only makes it newer. */
export function CardApp({ data }: { data: CardShellData }) {
  opened ??= openCard(data)
  const [, draw] = useReducer((n: number, _: null) => n + 1, 0)
  useEffect(() => opened?.listen(() => draw(null)), [])
  const state = opened.state()
  return (
    <>
      {state.plan ? (
        <Card card={opened} state={state} plan={state.plan} data={data} />
      ) : (
        <NoWalk card={opened} state={state} />
      )}
    </>
  )
}

interface CardProps {
  card: OpenCard
  state: CardState
  plan: WalkPlan
  data: CardShellData
}

function Card({ card, state, plan, data }: CardProps) {
  const { t, i18n } = useTranslation('card')
  const locale = i18n.language as Locale
  const [scanning, stopScanning] = useScanning()
  const [whole, setWhole] = useState(false)
  // What stands below the stamps is drawn after them: they and the button are there sooner.
  useEffect(() => {
    performance.mark('card-drawn')
    const timer = setTimeout(setWhole, 0, true)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    if (whole && state.ready && !scanning) keepDrawn(pathIn(locale, `/walk/${plan.campaign}`))
  })
  const merged = stampsOf(state.entries, plan, state.card, state.given)
  const reading = readCard(plan, merged)
  const next = state.level ? nextPlace(plan, reading, state.level) : null
  const read = (text: string) => {
    stopScanning()
    void card.take(text)
  }
  const words = {
    title: t('scan.title'),
    starting: t('scan.starting'),
    denied: t('scan.denied'),
    noCamera: t('scan.noCamera'),
    torchOn: t('scan.torchOn'),
    torchOff: t('scan.torchOff'),
    photo: t('scan.photo'),
    photoUnread: t('scan.photoUnread'),
    close: t('scan.close'),
  }
  return (
    <div className="card-page" data-ready={state.ready || undefined}>
      <header className="card-head">
        <h1>{locale === 'en' ? plan.nameEn : plan.nameZh}</h1>
        <a
          className="link"
          href={pathInOther(locale, location.pathname)}
          lang={locale === 'en' ? 'zh-CN' : 'en'}
        >
          {t('other.language')}
        </a>
      </header>
      <main className="card-main">
        <div>
          <StatusLight state={state} />
          <div data-passing="">
            <ScanResult state={state} plan={plan} locale={locale} onDismiss={card.dismiss} />
          </div>
        </div>
        {scanning && <CameraScanner words={words} onRead={read} onClose={stopScanning} />}
        <StampStrip plan={plan} merged={merged} result={state.result} locale={locale} />
        {whole && (
          <>
            <NextPlace
              plan={plan}
              reading={reading}
              next={next}
              level={state.level}
              card={state.card}
              locale={locale}
            />
            <div className="contents" data-passing="">
              <LevelChoice
                plan={plan}
                reading={reading}
                level={state.level}
                locale={locale}
                onChoose={card.chooseLevel}
              />
              <RefusedScans state={state} plan={plan} locale={locale} />
              <MyCard state={state} plan={plan} publicUrl={data.publicUrl} onRestore={card.restore} />
              <InAppNotice />
              <InstallHint />
              <footer className="card-foot">
                <SunSwitch />
                <a className="link" href={pathIn(locale, `/campaigns/${plan.campaign}`)}>
                  {t('mine.about')}
                </a>
              </footer>
            </div>
          </>
        )}
      </main>
      {!scanning && (
        <nav className="card-action" aria-label={t('scan.title')}>
          <a className={buttonClass({ size: 'large', wide: true })} href={scanHash}>
            {t('scan.open')}
          </a>
        </nav>
      )}
    </div>
  )
}

/** The camera is an address: a press before the script runs is kept, and the phone's own way back closes it. */
function useScanning(): [scanning: boolean, stop: () => void] {
  const [scanning, setScanning] = useState(location.hash === scanHash)
  useEffect(() => {
    const look = () => setScanning(location.hash === scanHash)
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])
  const stop = () => {
    history.replaceState(null, '', location.pathname)
    setScanning(false)
  }
  return [scanning, stop]
}
