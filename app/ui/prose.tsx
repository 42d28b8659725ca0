import type { ReactNode } from 'react'

export interface ProseProps {
  /** Plain text; an empty line starts a paragraph, a single line break stays one. */
  text?: string
  children?: ReactNode
}

/** Running text at a readable width, from plain text or from elements. */
export function Prose({ text, children }: ProseProps) {
  const paragraphs = text?.split(/\n\s*\n/).filter((p) => p.trim() !== '')
  return (
    <div className="prose">
      {paragraphs?.map((paragraph, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs are told apart by their place only
        <p key={i} className="whitespace-pre-line">
          {paragraph.trim()}
        </p>
      ))}
      {children}
    </div>
  )
}
