-- AlterTable
ALTER TABLE "projects_instalment" ADD COLUMN     "paid_note" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "projects_milestone" ADD COLUMN     "dropped_on" DATE,
ADD COLUMN     "dropped_why_en" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "dropped_why_zh" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "evidence_name" TEXT,
ADD COLUMN     "evidence_type" TEXT;

ALTER TABLE projects_project ADD CONSTRAINT projects_project_kind
  CHECK (kind IN ('grant', 'assistance', 'service', 'event', 'works', 'standards'));
ALTER TABLE projects_amendment ADD CONSTRAINT projects_amendment_what CHECK (what IN ('period', 'name', 'state'));
ALTER TABLE projects_milestone ADD CONSTRAINT projects_milestone_kind CHECK (kind IN ('step', 'event', 'acceptance', 'output'));
-- A milestone is met or given up, never both.
ALTER TABLE projects_milestone ADD CONSTRAINT projects_milestone_end
  CHECK ((met_on IS NULL OR dropped_on IS NULL) AND (met_on IS NULL) = (met_by IS NULL) AND (dropped_on IS NULL) = (dropped_why_zh = ''));
ALTER TABLE projects_instalment ADD CONSTRAINT projects_instalment_paid
  CHECK ((paid_by IS NULL OR paid_on IS NOT NULL) AND (paid_on IS NULL OR (paid_by IS NULL) = (paid_note <> '')));
ALTER TABLE projects_procurement ADD CONSTRAINT projects_procurement_method CHECK (method IN ('inquiry', 'three-quotes', 'tender'));
ALTER TABLE projects_candidate ADD CONSTRAINT projects_candidate_price CHECK (price_fen IS NULL OR price_fen > 0);
ALTER TABLE projects_output ADD CONSTRAINT projects_output_kind CHECK (kind IN ('group-standard', 'trial-standard', 'publication'));
-- A count takes the sign of what it takes back, never of its own.
ALTER TABLE projects_count ADD CONSTRAINT projects_count_sign CHECK ((reverses IS NULL AND count > 0) OR (reverses IS NOT NULL AND count < 0));

-- What the public has read stays: reasons of changes, and counts.
CREATE FUNCTION projects_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'projects_kept: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER projects_amendment_kept BEFORE UPDATE OR DELETE ON projects_amendment FOR EACH ROW EXECUTE FUNCTION projects_keep();
CREATE TRIGGER projects_count_kept BEFORE UPDATE OR DELETE ON projects_count FOR EACH ROW EXECUTE FUNCTION projects_keep();
ALTER TABLE projects_amendment ENABLE ALWAYS TRIGGER projects_amendment_kept;
ALTER TABLE projects_count ENABLE ALWAYS TRIGGER projects_count_kept;
