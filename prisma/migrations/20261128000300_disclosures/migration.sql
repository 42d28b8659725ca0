-- A published disclosure is sealed as an entry without lines: it says something and moves nothing (docs/decisions/0031).
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_kind;
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_kind
  CHECK (kind IN ('gift', 'takings', 'summary', 'transfer', 'disbursement', 'reversal',
                  'refund', 'dispute', 'receipt', 'fee', 'payout', 'sponsorship', 'goods', 'disclosure'));
-- Exactly none for a disclosure, at least two for all others: money never moves without its other half.
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_line_count;
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_line_count
  CHECK (CASE kind WHEN 'disclosure' THEN line_count = 0 ELSE line_count >= 2 END);

-- AlterTable
ALTER TABLE "disclosures_disclosure" ADD COLUMN     "acknowledged" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "agreed" TEXT,
ADD COLUMN     "published_on" DATE,
ADD COLUMN     "submitted_at" TIMESTAMPTZ(3);

ALTER TABLE disclosures_disclosure ADD CONSTRAINT disclosures_disclosure_agreed
  CHECK (state <> 'submitted' OR (agreed IS NOT NULL AND figures_hash IS NOT NULL));
ALTER TABLE disclosures_disclosure ADD CONSTRAINT disclosures_disclosure_published_on
  CHECK ((state = 'published') = (published_on IS NOT NULL));
-- One version of a statement is at work at a time.
CREATE UNIQUE INDEX disclosures_disclosure_open ON disclosures_disclosure (project, period) WHERE state IN ('draft', 'submitted');

-- What was published stays as it was, whoever asks.
CREATE FUNCTION disclosures_keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'published' THEN
    RAISE EXCEPTION 'disclosures_frozen: % of % %', TG_OP, OLD.project, OLD.period USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER disclosures_frozen BEFORE UPDATE OR DELETE ON disclosures_disclosure
  FOR EACH ROW EXECUTE FUNCTION disclosures_keep_published();
ALTER TABLE disclosures_disclosure ENABLE ALWAYS TRIGGER disclosures_frozen;
