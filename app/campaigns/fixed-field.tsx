/** What can no longer be changed: said with the reason, and carried along. */
export function FixedField({
  name,
  label,
  value,
  shown,
  why,
}: {
  name: string
  label: string
  value: string
  shown?: string
  why: string
}) {
  return (
    <div>
      <p className="font-semibold">{label}</p>
      <p className="mt-1.5 min-h-6 [overflow-wrap:anywhere]">{shown ?? (value || '—')}</p>
      <p className="text-sm text-soft">{why}</p>
      <input type="hidden" name={name} value={value} />
    </div>
  )
}
