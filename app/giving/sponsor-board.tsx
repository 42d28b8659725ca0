import { languageOf } from '~/platform/language-of'
import { Panel } from '~/ui/panel'
import type { SponsorBoard } from './read-sponsors.server'

/** A campaign's sponsors by level, in even boxes: a logo where there is one, else the name. */
export function SponsorBoardView({ board }: { board: SponsorBoard }) {
  return (
    <Panel id="sponsors" title={board.title} tone="plain">
      <p className="tabular text-lg font-semibold">{board.sum}</p>
      {board.levels.map((level) => (
        <section key={level.key} className="mt-4">
          <h3 className="font-semibold text-soft">{level.name}</h3>
          <ul className="mt-2 grid grid-cols-2 gap-3 sm:grid-cols-3">
            {level.sponsors.map((sponsor) => (
              <li
                key={sponsor.id}
                className="flex min-h-28 flex-col items-center justify-center gap-1 rounded-paper border border-line bg-raised p-3 text-center"
              >
                {sponsor.logo && (
                  <img
                    className="h-14 w-full object-contain"
                    src={sponsor.logo.src}
                    width={sponsor.logo.width}
                    height={sponsor.logo.height}
                    alt=""
                    loading="lazy"
                    decoding="async"
                  />
                )}
                {sponsor.link ? (
                  <a
                    className="link inline-flex min-h-11 items-center font-semibold [overflow-wrap:anywhere]"
                    href={sponsor.link}
                    target="_blank"
                    rel="noopener noreferrer nofollow"
                    aria-label={sponsor.go}
                    lang={languageOf(sponsor.name)}
                  >
                    {sponsor.name}
                  </a>
                ) : (
                  <span className="font-semibold [overflow-wrap:anywhere]" lang={languageOf(sponsor.name)}>
                    {sponsor.name}
                  </span>
                )}
                {sponsor.goods && <span className="text-sm text-soft">{sponsor.goods}</span>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {board.unnamed && <p className="mt-3">{board.unnamed}</p>}
      {board.goods && <p className="mt-3 text-sm text-soft">{board.goods}</p>}
      <p className="mt-1 text-sm text-soft">{board.apart}</p>
    </Panel>
  )
}
