import type { MouseEvent, ReactNode } from 'react'

/** Hears where a map of the whole square is clicked, in thousandths; without scripts the numbers are typed. */
export function MapPicker({
  onPick,
  children,
}: {
  onPick: (x: number, y: number) => void
  children: ReactNode
}) {
  function pick(event: MouseEvent<HTMLDivElement>) {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    const at = (part: number) => Math.min(1_000, Math.max(0, Math.round(part * 1_000)))
    onPick(at((event.clientX - left) / width), at((event.clientY - top) / height))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same is typed as numbers in the fields beside it
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      onClick={pick}
      className="aspect-square w-full max-w-xl cursor-crosshair rounded-paper border border-edge bg-raised"
    >
      {children}
    </div>
  )
}
