/** What can no longer be changed: said with the reason, and carried along. */
export function FixedField({
  name,
  label,
  value,
  shown,
  why,
  lang,
}: {
  name: string
  label: string
  value: string
  shown?: string
  why: string
  /** Of a text in one language; `zxx` for what is no language, as a name in addresses. */
  lang?: 'zh-CN' | 'en' | 'zxx'
}) {
  return (
    <div>
      <p className="font-semibold">{label}</p>
      <p lang={lang} className="mt-1.5 min-h-6 [overflow-wrap:anywhere]">
        {shown ?? (value || '—')}
      </p>
      <p className="text-sm text-soft">{why}</p>
      <input type="hidden" name={name} value={value} />
    </div>
  )
}
