import type { ProjectView } from './show-project.server'

const bays = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Ten panes of a Lingnan window: a tenth of the target each. */
function Panes({ filled, said }: { filled: number; said: string }) {
  return (
    <svg
      role="img"
      aria-label={said}
      viewBox="0 0 200 24"
      preserveAspectRatio="none"
      className="keeps-colours mt-2 block h-6 w-full border-2 border-lead"
    >
      {bays.map((n) => (
        <g key={n} transform={`translate(${n * 20} 0)`}>
          <rect width="20" height="24" className={n < filled ? 'fill-banyan' : 'fill-glass'} />
          <path
            d="M0 0V24M0 12l10 -12l10 12l-10 12Z"
            fill="none"
            className="stroke-lead"
            strokeWidth="1"
            vectorEffect="non-scaling-stroke"
          />
        </g>
      ))}
    </svg>
  )
}

/** What was counted, with a window where something was promised. */
export function ProjectIndicators({ lead, indicators }: { lead: string } & Pick<ProjectView, 'indicators'>) {
  return (
    <>
      <p className="text-soft">{lead}</p>
      <dl className="mt-3 grid gap-x-10 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">
        {indicators.map((one) => (
          <div key={one.key} className="border-t border-line pt-3">
            <dt>{one.name}</dt>
            <dd>
              <span className="tabular text-3xl font-bold">{one.total}</span>{' '}
              <span className="text-soft">{one.unit}</span>
              {one.panes !== null && <Panes filled={one.panes} said={one.said} />}
              {(one.target ?? one.none) && (
                <span className="block text-sm text-soft">
                  {[one.target, one.none].filter(Boolean).join(' · ')}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
