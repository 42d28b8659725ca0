import { useEffect, useState } from 'react'

/**
 * The form's id, kept with this place in the browser's history: who comes back from the payment page finds the same
 * form, and sending it again is the same gift. Without this the way back would bring another id: a form posted to its
 * page's own address makes browsers drop their copy of that page (RFC 9111, section 4.4).
 */
export function useFormId(given: string): string {
  const [id, setId] = useState(given)
  useEffect(() => {
    const place = window.history.state as { formId?: string } | null
    if (place?.formId) setId(place.formId)
    else window.history.replaceState({ ...place, formId: given }, '')
  }, [given])
  return id
}
