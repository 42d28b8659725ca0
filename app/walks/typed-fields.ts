/** Far above every limit: what is longer than its own comes back with what is wrong with it. */
const longestKept = 40_000

/** Fields as they were typed; a box that may be ticked several times is joined by commas. */
export function readTyped<Name extends string>(
  form: FormData,
  names: readonly Name[],
  longest = longestKept,
): Record<Name, string> {
  const text = (name: string) =>
    form
      .getAll(name)
      .map((value) => (typeof value === 'string' ? value : ''))
      .join(',')
      .slice(0, longest)
      .replaceAll('\r\n', '\n')
  return Object.fromEntries(names.map((name) => [name, text(name)])) as Record<Name, string>
}

/** A whole number as typed, full-width digits too; NaN where it is none. */
export function readWhole(typed: string): number {
  const text = typed.normalize('NFKC').trim()
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
}

/** Which fields a schema's issues are about, each with its own name as what to say: `name.zh` is the field `nameZh`. */
export function wrongFields(issues: readonly { path: PropertyKey[] }[]): Record<string, string> {
  const fields = issues.map(({ path: [first, second] }) =>
    typeof second === 'string'
      ? `${String(first)}${second[0]!.toUpperCase()}${second.slice(1)}`
      : String(first),
  )
  return Object.fromEntries(fields.map((field) => [field, field]))
}

/** The version that a form began from; 0 is none. */
export const readVersion = (form: FormData): number => readWhole(String(form.get('version') ?? '')) || 0
