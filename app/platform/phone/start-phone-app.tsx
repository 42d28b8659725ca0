import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { readShellData, type ShellData } from './shell-data'

/** Draws an app into its shell (phone/shell.server.ts). */
export function startPhoneApp<Data extends ShellData>(app: (data: Data) => ReactNode): void {
  createRoot(document.getElementById('app')!).render(app(readShellData<Data>()))
}
