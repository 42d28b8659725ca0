import { classes } from '~/ui/classes'
import { Seal } from '~/ui/seal'
import type { ProjectView } from './show-project.server'

/** Milestones in their order: a pressed seal for what is done, an empty frame for what is not. */
export function ProjectTimeline({ milestones }: Pick<ProjectView, 'milestones'>) {
  return (
    <ol>
      {milestones.map(({ id, title, look, say, mark }, n) => (
        <li key={id} className="grid grid-cols-[2.5rem_1fr] gap-x-4">
          <div className="flex flex-col items-center">
            <Seal
              name={`milestone ${n}`}
              characters="成"
              size={36}
              cut="white"
              straight
              state={look === 'met' ? 'pressed' : 'empty'}
              title={mark}
            />
            {n < milestones.length - 1 && (
              <span
                className={classes('w-0 flex-1 border-s-2', look === 'met' ? 'border-kapok' : 'border-line')}
              />
            )}
          </div>
          <div className="min-w-0 pb-5">
            <p
              className={classes(
                'font-semibold [overflow-wrap:anywhere]',
                look === 'dropped' && 'text-soft line-through',
              )}
            >
              {title}
            </p>
            <p className={look === 'late' ? 'text-sm text-amber-text' : 'text-sm text-soft'}>{say}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}
