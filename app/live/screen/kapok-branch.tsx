import { KapokFlower } from '~/ui/kapok-flower'

export interface KapokBranchProps {
  /** How many of its ten places have bloomed; buds stand at the others. */
  open: number
  className?: string
}

/** Where the flowers stand and where their twigs leave the branch, from the trunk to the tip. */
const places = [
  { x: 390, y: 66, scale: 1.05, turn: 12, from: [382, 27] },
  { x: 340, y: 17, scale: 0.9, turn: -20, from: [356, 34] },
  { x: 318, y: 84, scale: 1, turn: 30, from: [306, 45] },
  { x: 264, y: 25, scale: 1.1, turn: 8, from: [280, 51] },
  { x: 242, y: 100, scale: 0.86, turn: -8, from: [230, 61] },
  { x: 194, y: 34, scale: 0.95, turn: 40, from: [206, 63] },
  { x: 166, y: 106, scale: 1, turn: -30, from: [152, 68] },
  { x: 122, y: 48, scale: 0.9, turn: 16, from: [132, 73] },
  { x: 84, y: 118, scale: 0.82, turn: 24, from: [76, 89] },
  { x: 28, y: 96, scale: 1.12, turn: -14, from: [44, 97] },
] as const

/** A branch of kapok that grows in from the right, for the big screen: one flower opens for each tenth of the way. */
export function KapokBranch({ open, className }: KapokBranchProps) {
  return (
    <svg viewBox="0 0 430 146" className={className} aria-hidden="true" fill="none">
      <g className="stroke-wood" strokeLinecap="round" strokeLinejoin="round">
        <path d="M436 6C398 26 346 36 304 46S226 64 184 64" strokeWidth={6.5} />
        <path d="M190 64C150 66 92 86 30 97" strokeWidth={4.2} />
        {places.map(({ x, y, from: [fx, fy] }) => (
          <path key={x} d={`M${fx} ${fy}Q${fx} ${(fy + y) / 2} ${x} ${y}`} strokeWidth={2.6} />
        ))}
        <path d="M412 17l-8 -14M240 59l8 -16M176 64l-10 -13M108 79l-12 -12" strokeWidth={2} />
      </g>
      {places.map((place, i) => {
        const { x, y, from, ...look } = place
        const origin = { transformOrigin: `${x}px ${y}px` }
        return i < open ? (
          <g key={`open${x}`} className="blooms" style={origin}>
            <KapokFlower x={x} y={y} {...look} />
          </g>
        ) : (
          <KapokFlower key={x} kind="bud" x={x} y={y} scale={0.95} turn={y > from[1] ? 180 : 0} />
        )
      })}
    </svg>
  )
}
