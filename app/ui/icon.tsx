const paths = {
  check: 'M4 12.5l5 5L20 6.5',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2',
  arrow: 'M4 12h15M13 6l6 6-6 6',
  back: 'M20 12H5M11 6l-6 6 6 6',
  external: 'M10 5H5v14h14v-5M13.5 4H20v6.5M20 4l-9 9',
  seal: 'M4 4h16v16H4zM8 8h8M12 8v8M8 16h8M8.5 12h7',
  attention: 'M12 4L2.8 20h18.4zM12 10v4.5M12 17v.2',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.6v.2',
  refused: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 8.5l7 7M15.5 8.5l-7 7',
  close: 'M5.5 5.5l13 13M18.5 5.5l-13 13',
  chevron: 'M6 9.5l6 6 6-6',
  offline: 'M3 3l18 18M5 12.5a10 10 0 0 1 4-2.4M14 9.8a10 10 0 0 1 5 2.7M8.5 16a5 5 0 0 1 4-1.4M12 19.5v.1',
  share: 'M12 15V3.5M7.5 8L12 3.5 16.5 8M5 12v8h14v-8',
  print: 'M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z',
  document: 'M6 3h8.5L19 7.5V21H6zM14 3v5h5M9 12.5h7M9 16.5h7',
} as const

export type IconName = keyof typeof paths

export interface IconProps {
  name: IconName
  /** Pixels; the line keeps its weight. */
  size?: number
  className?: string
}

/** A drawn line that stands beside words. It is hidden from screen readers: the words say it. */
export function Icon({ name, size = 20, className }: IconProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      className={className ?? 'shrink-0'}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="square"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
