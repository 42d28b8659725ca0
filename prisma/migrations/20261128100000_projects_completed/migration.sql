-- AlterTable
ALTER TABLE "projects_contract" ADD COLUMN     "cancelled_on" DATE,
ADD COLUMN     "cancelled_why_en" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "cancelled_why_zh" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "projects_partner" DROP CONSTRAINT "projects_partner_pkey",
ADD COLUMN     "from_on" DATE,
ADD COLUMN     "id" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN     "left_on" DATE,
ADD CONSTRAINT "projects_partner_pkey" PRIMARY KEY ("id");

-- CreateTable
CREATE TABLE "projects_selection_taken_back" (
    "id" UUID NOT NULL,
    "application" UUID NOT NULL,
    "selected_on" DATE NOT NULL,
    "taken_on" DATE NOT NULL,
    "why" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "projects_selection_taken_back_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "projects_selection_taken_back_application_taken_on_idx" ON "projects_selection_taken_back"("application", "taken_on");

-- CreateIndex
CREATE INDEX "projects_partner_project_position_idx" ON "projects_partner"("project", "position");

-- CreateIndex
CREATE INDEX "stewardship_disbursement_contract_paid_on_idx" ON "stewardship_disbursement"("contract", "paid_on");

-- AddForeignKey
ALTER TABLE "projects_selection_taken_back" ADD CONSTRAINT "projects_selection_taken_back_application_fkey" FOREIGN KEY ("application") REFERENCES "projects_application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What an indicator promises changes with a reason, as period, name and state do.
ALTER TABLE projects_amendment DROP CONSTRAINT projects_amendment_what;
ALTER TABLE projects_amendment ADD CONSTRAINT projects_amendment_what CHECK (what IN ('period', 'name', 'state', 'target'));
-- A contract is ended with its reason.
ALTER TABLE projects_contract ADD CONSTRAINT projects_contract_cancelled
  CHECK ((cancelled_on IS NULL) = (cancelled_why_zh = '') AND cancelled_on >= signed_on);
-- Nobody is a partner for no day at all.
ALTER TABLE projects_partner ADD CONSTRAINT projects_partner_span CHECK (left_on > from_on);
ALTER TABLE projects_selection_taken_back ADD CONSTRAINT projects_selection_span CHECK (taken_on >= selected_on AND why <> '');
CREATE TRIGGER projects_selection_kept BEFORE UPDATE OR DELETE ON projects_selection_taken_back
  FOR EACH ROW EXECUTE FUNCTION projects_keep();
ALTER TABLE projects_selection_taken_back ENABLE ALWAYS TRIGGER projects_selection_kept;
-- A payment may be under a contract that has no instalments but a budget for each year.
ALTER TABLE stewardship_disbursement DROP CONSTRAINT stewardship_disbursement_amount;
ALTER TABLE stewardship_disbursement ADD CONSTRAINT stewardship_disbursement_amount
  CHECK (amount_fen > 0 AND (instalment IS NULL OR contract IS NOT NULL));
