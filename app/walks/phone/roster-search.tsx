import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CardId } from '../card-id'
import { findOnRoster, type Roster } from '../roster'

/** For whoever has no ticket at hand: by number, name or unit. */
export function RosterSearch({ roster, onChoose }: { roster: Roster; onChoose: (card: CardId) => void }) {
  const { t } = useTranslation('gate')
  const [typed, setTyped] = useState('')
  const found = findOnRoster(roster, typed)
  return (
    <section className="space-y-3">
      <label className="block space-y-1">
        <span className="block font-semibold">{t('search.label')}</span>
        <input
          className="h-12 w-full rounded-paper border border-edge bg-raised px-3 text-lg"
          value={typed}
          autoComplete="off"
          enterKeyHint="search"
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
      {typed.trim() !== '' && found.length === 0 && <p role="status">{t('search.nobody')}</p>}
      <ul className="divide-y divide-line">
        {found.map((walker) => (
          <li key={walker.card}>
            <button
              type="button"
              className="flex min-h-14 w-full cursor-pointer items-center gap-3 py-2 text-left"
              onClick={() => onChoose(walker.card)}
            >
              <span className="w-16 shrink-0 text-xl font-bold tabular-nums">{walker.bib ?? '—'}</span>
              <span className="min-w-0">
                <span className="block font-semibold">{walker.name}</span>
                <span className="block text-sm text-soft">{walker.unit ?? t('search.alone')}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
