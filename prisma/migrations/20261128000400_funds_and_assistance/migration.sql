-- Funds say who founded and runs them and what they are counted in; a change of purpose keeps what was before it.
-- Assistance: a wrong batch is taken back whole, and the eight categories that are published.

-- DropIndex
DROP INDEX "stewardship_assistance_case_batch_idx";

-- AlterTable
ALTER TABLE "ledger_fund" ADD COLUMN     "founded_on" DATE,
ADD COLUMN     "founder" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "group_key" TEXT,
ADD COLUMN     "manager" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "opening_min_fen" BIGINT;

-- AlterTable
ALTER TABLE "stewardship_assistance_batch" ADD COLUMN     "entered_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reversal_entry_id" BIGINT,
ADD COLUMN     "reversed_on" DATE;

-- AlterTable
ALTER TABLE "stewardship_assistance_case" ADD COLUMN     "position" BIGSERIAL NOT NULL;

-- CreateTable
CREATE TABLE "ledger_fund_group" (
    "key" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_fund_group_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "ledger_fund_purpose" (
    "id" UUID NOT NULL,
    "fund" TEXT NOT NULL,
    "before_zh" TEXT NOT NULL,
    "before_en" TEXT NOT NULL,
    "after_zh" TEXT NOT NULL,
    "after_en" TEXT NOT NULL,
    "reason_zh" TEXT NOT NULL,
    "reason_en" TEXT NOT NULL DEFAULT '',
    "basis" TEXT NOT NULL,
    "filing_number" TEXT NOT NULL DEFAULT '',
    "consent_how" TEXT NOT NULL DEFAULT '',
    "basis_on" DATE NOT NULL,
    "file" TEXT NOT NULL,
    "file_type" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "fund_version" INTEGER NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "agreed_by" TEXT,
    "agreed_on" DATE,

    CONSTRAINT "ledger_fund_purpose_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ledger_fund_purpose_fund_agreed_on_id_idx" ON "ledger_fund_purpose"("fund", "agreed_on", "id");

-- CreateIndex
CREATE INDEX "ledger_fund_group_key_idx" ON "ledger_fund"("group_key");

-- CreateIndex
CREATE INDEX "stewardship_assistance_case_batch_position_idx" ON "stewardship_assistance_case"("batch", "position");

-- AddForeignKey
ALTER TABLE "ledger_fund" ADD CONSTRAINT "ledger_fund_group_key_fkey" FOREIGN KEY ("group_key") REFERENCES "ledger_fund_group"("key") ON DELETE SET NULL ON UPDATE CASCADE;


ALTER TABLE ledger_fund ADD CONSTRAINT ledger_fund_opening CHECK (opening_min_fen IS NULL OR opening_min_fen >= 0);
ALTER TABLE ledger_fund_group ADD CONSTRAINT ledger_fund_group_key CHECK (key ~ '^[a-z0-9][a-z0-9-]{0,63}$');
ALTER TABLE ledger_fund_purpose ADD CONSTRAINT ledger_fund_purpose_basis CHECK (
  (basis = 'filing' AND filing_number <> '' AND consent_how = '' OR basis = 'consent' AND consent_how <> '' AND filing_number = '')
  AND reason_zh <> '' AND file <> '' AND (agreed_on IS NULL) = (agreed_by IS NULL) AND agreed_by IS DISTINCT FROM asked_by);
-- A change that two people agreed to is history: it is neither changed nor removed, whoever asks.
CREATE FUNCTION ledger_keep_purpose() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.agreed_on IS NULL AND TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
  IF OLD.agreed_on IS NULL AND TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'ledger_append_only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER ledger_fund_purpose_kept BEFORE UPDATE OR DELETE ON ledger_fund_purpose FOR EACH ROW EXECUTE FUNCTION ledger_keep_purpose();
CREATE TRIGGER ledger_fund_purpose_no_truncate BEFORE TRUNCATE ON ledger_fund_purpose FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();

ALTER TABLE stewardship_assistance_batch ADD CONSTRAINT stewardship_batch_reversed
  CHECK ((reversed_on IS NULL) = (reversal_entry_id IS NULL) AND (reversed_on IS NULL OR state = 'paid' AND reversed_on >= paid_on));

INSERT INTO stewardship_assistance_category (key, position, name_zh, name_en) VALUES
  ('living', 10, '临时生活困难救助', 'Emergency living assistance'),
  ('medical', 20, '医疗救助', 'Medical assistance'),
  ('migrant-workers', 30, '异地务工人员救助', 'Assistance for migrant workers'),
  ('unsafe-housing', 40, '危破房改造救助', 'Rebuilding of unsafe housing'),
  ('schooling', 50, '慈善助学', 'Charity schooling grants'),
  ('autumn-schooling', 60, '金秋助学', 'Autumn schooling grants'),
  ('boarders', 70, '“持证”高中住宿生助学', 'Grants for certified senior-high boarders'),
  ('girls', 80, '“幸福女孩”助学', 'Happy Girls schooling grants');
