/**
 * Where to go on after signing in: a path of this site, else `otherwise`. Another host can hide behind two slashes, a
 * backslash (browsers read it as a slash) or a control character (browsers drop it), so none of these is taken.
 */
export function ownPath(to: unknown, otherwise: string): string {
  if (typeof to !== 'string' || to.length > 1_000 || !/^\/(?![/\\])/.test(to)) return otherwise
  return /[\\\p{Cc}]/u.test(to) ? otherwise : to
}
