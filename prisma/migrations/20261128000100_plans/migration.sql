-- Usage plans: who did what by name, numbers by year, and what stays as it was handed in.

-- AlterTable
ALTER TABLE "stewardship_disbursement" ADD COLUMN     "by_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "evidence_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "evidence_type" TEXT NOT NULL DEFAULT 'application/pdf',
ADD COLUMN     "is_person" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "reversed_on" DATE,
ADD COLUMN     "reversed_why" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "stewardship_plan" ADD COLUMN     "filed_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "half_by" TEXT;

-- AlterTable
ALTER TABLE "stewardship_plan_file" ADD COLUMN     "type" TEXT NOT NULL DEFAULT 'application/pdf';

-- AlterTable
ALTER TABLE "stewardship_plan_review" ADD COLUMN     "by_name" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "stewardship_plan_year" (
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "stewardship_plan_year_pkey" PRIMARY KEY ("year")
);

-- Rules.

-- An instalment is paid once; what was taken back is paid no more.
DROP INDEX stewardship_disbursement_instalment;
CREATE UNIQUE INDEX stewardship_disbursement_instalment ON stewardship_disbursement (contract, instalment)
  WHERE contract IS NOT NULL AND reversed_on IS NULL;
ALTER TABLE stewardship_disbursement ADD CONSTRAINT stewardship_disbursement_reversed
  CHECK ((reversed_on IS NULL) = (reversed_why = ''));
CREATE UNIQUE INDEX stewardship_plan_file_once ON stewardship_plan_file (plan, stored);

-- What was handed in is what is decided about: from then on a plan's texts, sums, funds and lines stay; what was paid and given back moves.
CREATE FUNCTION stewardship_keep_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := '{state, half_by, approved_on, paid_fen, closed_on, version, submitted_at}';
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.state IN ('draft', 'returned') OR to_jsonb(NEW) - moves = to_jsonb(OLD) - moves) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'stewardship_plan_kept: % on stewardship_plan', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER stewardship_plan_kept BEFORE UPDATE OR DELETE ON stewardship_plan FOR EACH ROW EXECUTE FUNCTION stewardship_keep_plan();
ALTER TABLE stewardship_plan ENABLE ALWAYS TRIGGER stewardship_plan_kept;

CREATE FUNCTION stewardship_keep_plan_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moves text[] := '{paid_fen, returned_fen}';
  of_plan uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.plan ELSE NEW.plan END;
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - moves = to_jsonb(OLD) - moves THEN RETURN NEW; END IF;
  IF (SELECT state FROM stewardship_plan WHERE id = of_plan) IN ('draft', 'returned') THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  RAISE EXCEPTION 'stewardship_plan_kept: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER stewardship_plan_source_kept BEFORE INSERT OR UPDATE OR DELETE ON stewardship_plan_source
  FOR EACH ROW EXECUTE FUNCTION stewardship_keep_plan_part();
CREATE TRIGGER stewardship_plan_line_kept BEFORE INSERT OR UPDATE OR DELETE ON stewardship_plan_line
  FOR EACH ROW EXECUTE FUNCTION stewardship_keep_plan_part();
CREATE TRIGGER stewardship_plan_file_kept BEFORE INSERT OR UPDATE OR DELETE ON stewardship_plan_file
  FOR EACH ROW EXECUTE FUNCTION stewardship_keep_plan_part();
ALTER TABLE stewardship_plan_source ENABLE ALWAYS TRIGGER stewardship_plan_source_kept;
ALTER TABLE stewardship_plan_line ENABLE ALWAYS TRIGGER stewardship_plan_line_kept;
ALTER TABLE stewardship_plan_file ENABLE ALWAYS TRIGGER stewardship_plan_file_kept;

-- What was said and what was paid is never unsaid: a payment can be taken back, once.
CREATE FUNCTION stewardship_keep_said() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := '{reversed_on, reversed_why}';
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'stewardship_disbursement' AND to_jsonb(OLD) ->> 'reversed_on' IS NULL
     AND to_jsonb(NEW) - moves = to_jsonb(OLD) - moves THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'stewardship_kept: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER stewardship_plan_review_kept BEFORE UPDATE OR DELETE ON stewardship_plan_review
  FOR EACH ROW EXECUTE FUNCTION stewardship_keep_said();
CREATE TRIGGER stewardship_disbursement_kept BEFORE UPDATE OR DELETE ON stewardship_disbursement
  FOR EACH ROW EXECUTE FUNCTION stewardship_keep_said();
CREATE TRIGGER stewardship_disbursement_part_kept BEFORE UPDATE OR DELETE ON stewardship_disbursement_part
  FOR EACH ROW EXECUTE FUNCTION stewardship_keep_said();
ALTER TABLE stewardship_plan_review ENABLE ALWAYS TRIGGER stewardship_plan_review_kept;
ALTER TABLE stewardship_disbursement ENABLE ALWAYS TRIGGER stewardship_disbursement_kept;
ALTER TABLE stewardship_disbursement_part ENABLE ALWAYS TRIGGER stewardship_disbursement_part_kept;
