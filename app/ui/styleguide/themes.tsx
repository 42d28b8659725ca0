import { Button } from '../button'
import { LatticeMeter } from '../lattice-meter'
import { Notice } from '../notice'
import { Seal } from '../seal'
import { Tag } from '../tag'
import { TextField } from '../text-field'
import { useTexts } from './texts'

/** The three themes side by side: what must be told apart in one must be told apart in all. */
export function ThemeSection() {
  const { theme, button, meter, notice, tag, field } = useTexts()
  return (
    <div className="grid md:grid-cols-3">
      {(['day', 'venue', 'sun'] as const).map((name) => (
        <section key={name} aria-label={theme[name]} data-theme={name} className="space-y-4 p-4 sm:p-6">
          <p className="flex items-center gap-3 font-serif text-xl font-bold">
            <Seal name="善行" cut="white" straight size={36} />
            {theme[name]}
          </p>
          <LatticeMeter
            label={`${meter.ordinary} · ${theme[name]}`}
            confirmedFen={12_690_000n}
            pendingFen={2_866_600n}
            goalFen={20_000_000n}
            texts={{ ...meter, ofGoal: undefined }}
          />
          <p className="flex flex-wrap gap-2">
            {(['done', 'pending', 'info', 'refused'] as const).map((tone) => (
              <Tag key={tone} tone={tone}>
                {tag[tone]}
              </Tag>
            ))}
          </p>
          <Notice kind="refused" title={notice.refusedTitle}>
            {notice.refused}
          </Notice>
          <TextField
            name={`email-${name}`}
            label={field.email}
            error={field.emailError}
            defaultValue="name.example.cn"
          />
          <p className="flex flex-wrap gap-3">
            <Button type="button">{button.primary}</Button>
            <Button type="button" variant="secondary">
              {button.secondary}
            </Button>
          </p>
        </section>
      ))}
    </div>
  )
}
