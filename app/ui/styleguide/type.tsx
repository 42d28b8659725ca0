import { classes } from '../classes'
import { useTexts } from './texts'

const swatches = [
  ['paper', 'bg-paper'],
  ['ink', 'bg-ink'],
  ['kapok', 'bg-kapok'],
  ['banyan', 'bg-banyan'],
  ['amber', 'bg-amber'],
  ['sky', 'bg-sky'],
  ['edge', 'bg-edge'],
] as const

export function TypeSection() {
  const { type, colours } = useTexts()
  return (
    <div className="grid gap-6 md:grid-cols-2">
      <div className="space-y-3">
        <p className="font-serif text-4xl leading-tight font-bold">{type.display}</p>
        <h3 className="font-serif text-2xl font-bold">{type.heading}</h3>
        <p>{type.body}</p>
        <p className="text-sm text-soft">{type.small}</p>
        <p className="tabular text-lg">{type.numbers}</p>
      </div>
      <ul className="grid grid-cols-2 gap-2 self-start">
        {swatches.map(([name, look]) => (
          <li key={name} className="flex items-center gap-3">
            <span
              className={classes('keeps-colours size-10 shrink-0 rounded-paper border border-edge', look)}
            />
            <span className="text-sm">{colours[name]}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
