/** What can be done to a project at the desk, as forms and notices name it. */
export const projectDeeds = [
  ...(['create', 'state', 'period', 'rename', 'partners', 'edit'] as const),
  ...(['milestone-add', 'milestone-meet', 'milestone-unmeet', 'milestone-drop'] as const),
  ...(['contract-add', 'contract-cancel', 'instalment-earlier', 'procurement-record'] as const),
  ...(['indicator-define', 'target-change', 'count-add', 'count-reverse'] as const),
  ...([
    'call-announce',
    'application-receive',
    'application-select',
    'selection-back',
    'output-add',
  ] as const),
] as const
export type ProjectDeed = (typeof projectDeeds)[number]

/** The pages of one project, beside its own. */
export const projectSections = [
  ...(['milestones', 'contracts', 'procurement', 'indicators', 'calls', 'outputs', 'edit'] as const),
] as const
export type ProjectSection = (typeof projectSections)[number]

/** Refusals that stand above the form that was sent. */
export const projectRefusals = [
  ...(['archived', 'same', 'before-last', 'no-step', 'no-intro', 'no-end', 'unpaid-instalments'] as const),
  ...([
    'open-acceptance',
    'open-milestones',
    'changed-meanwhile',
    'met-already',
    'dropped',
    'not-met',
  ] as const),
  ...(['instalment-paid', 'instalment-waits', 'not-open', 'paid-already', 'milestone-not-met'] as const),
  ...(['decided-already', 'reversed-already', 'not-yet-open', 'closed', 'selected-already'] as const),
  ...(['no-place-left', 'before-received', 'unknown', 'cancelled', 'cancelled-already'] as const),
  ...(['before-signed', 'paid-since', 'not-selected', 'before-selected'] as const),
] as const
