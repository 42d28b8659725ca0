import { refusedJson } from '~/platform/public-json.server'

/** Only scans are sent here: by phones, as often as they like (docs/event-day.md). `receive-scans` answers POST, in front of Remix. */
export const loader = () => refusedJson(405, 'post-only', 'Scans are sent here by POST.')
