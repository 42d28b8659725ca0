import { useEffect, useState } from 'react'

const longestSendingMs = 10_000

/** Whether the form is on its way. It may be sent again by who comes back, and by who stopped the next page from loading, which nobody is told. */
export function useSending(): [sending: boolean, setSending: (sending: boolean) => void] {
  const [sending, setSending] = useState(false)
  useEffect(() => {
    if (!sending) return
    const again = () => setSending(false)
    const timer = setTimeout(again, longestSendingMs)
    window.addEventListener('pageshow', again)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pageshow', again)
    }
  }, [sending])
  return [sending, setSending]
}
