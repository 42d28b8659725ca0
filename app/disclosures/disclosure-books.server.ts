import type { BookCheck, Fault } from '~/ledger/projection'

/** Each published statement, old ones too, is what was hashed and has its entry, which names it; and every such entry has its statement. */
const faults = `
  WITH e AS (SELECT id, source, key, memo, line_count FROM ledger_entry WHERE kind = 'disclosure'),
       d AS (SELECT id, project, period, version, entry_id, hash, sha256(convert_to(frozen, 'UTF8')) AS made FROM disclosures_disclosure WHERE state = 'published'),
       o AS (SELECT id, project, period, entry_id, hash, sha256(convert_to(frozen, 'UTF8')) AS made FROM disclosures_old)
  SELECT 'disclosure-hash' AS what, 'disclosures_disclosure ' || d.id AS row, 'what is kept is not what was hashed' AS detail FROM d WHERE d.hash <> d.made
  UNION ALL
  SELECT 'disclosure-hash', 'disclosures_old ' || o.id, 'what is kept is not what was hashed' FROM o WHERE o.hash <> o.made
  UNION ALL
  SELECT 'disclosure-entry', 'disclosures_disclosure ' || d.id, coalesce('its entry says ' || e.memo, 'no entry seals it')
    FROM d LEFT JOIN e ON e.id = d.entry_id
   WHERE e.id IS NULL OR e.source <> 'disclosure' OR e.key <> d.id::text OR e.line_count <> 0
      OR e.memo <> 'disclosure ' || d.project || ' ' || d.period || ' v' || d.version || ' sha256:' || encode(d.hash, 'hex')
  UNION ALL
  SELECT 'disclosure-entry', 'disclosures_old ' || o.id, coalesce('its entry says ' || e.memo, 'no entry seals it')
    FROM o LEFT JOIN e ON e.id = o.entry_id
   WHERE e.id IS NULL OR e.source <> 'old-disclosure' OR e.key <> o.id::text OR e.line_count <> 0
      OR e.memo <> 'old-disclosure ' || o.project || ' ' || o.period || ' sha256:' || encode(o.hash, 'hex')
  UNION ALL
  SELECT 'entry-disclosure', 'ledger_entry ' || e.id, 'no statement was published as ' || e.key FROM e 
   WHERE NOT EXISTS (SELECT FROM d WHERE d.entry_id = e.id) AND NOT EXISTS (SELECT FROM o WHERE o.entry_id = e.id)`

/** Proves published statements against the log, both ways. */
export const disclosureBooks: BookCheck = {
  name: 'disclosures',
  run: (tx) => tx.query<Fault>(faults),
}
