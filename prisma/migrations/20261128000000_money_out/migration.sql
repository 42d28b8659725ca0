-- Money out: projects, usage plans, disbursements, assistance, and the quarterly disclosures made from them.

-- CreateTable
CREATE TABLE "disclosures_disclosure" (
    "id" UUID NOT NULL,
    "project" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "done_zh" TEXT NOT NULL DEFAULT '',
    "done_en" TEXT NOT NULL DEFAULT '',
    "came_zh" TEXT NOT NULL DEFAULT '',
    "came_en" TEXT NOT NULL DEFAULT '',
    "explanation_zh" TEXT NOT NULL DEFAULT '',
    "explanation_en" TEXT NOT NULL DEFAULT '',
    "written_by" TEXT NOT NULL,
    "figures_hash" BYTEA,
    "published_by" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "frozen" TEXT,
    "hash" BYTEA,
    "entry_id" BIGINT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "disclosures_disclosure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects_project" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'preparing',
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "served_zh" TEXT NOT NULL,
    "served_en" TEXT NOT NULL,
    "field_zh" TEXT NOT NULL,
    "field_en" TEXT NOT NULL,
    "area_zh" TEXT NOT NULL,
    "area_en" TEXT NOT NULL,
    "intro_zh" TEXT NOT NULL DEFAULT '',
    "intro_en" TEXT NOT NULL DEFAULT '',
    "begins" TEXT NOT NULL,
    "ends" TEXT,
    "campaign" TEXT,
    "series" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "projects_project_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "projects_amendment" (
    "id" UUID NOT NULL,
    "project" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "reason_zh" TEXT NOT NULL,
    "reason_en" TEXT NOT NULL DEFAULT '',
    "amended_on" DATE NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "projects_amendment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects_partner" (
    "project" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "projects_partner_pkey" PRIMARY KEY ("project","position")
);

-- CreateTable
CREATE TABLE "projects_milestone" (
    "id" UUID NOT NULL,
    "project" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'step',
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL DEFAULT '',
    "due_on" DATE,
    "met_on" DATE,
    "met_by" TEXT,
    "evidence" TEXT,

    CONSTRAINT "projects_milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects_contract" (
    "id" UUID NOT NULL,
    "project" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "partner" TEXT NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL DEFAULT '',
    "signed_on" DATE NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "total_fen" BIGINT NOT NULL,
    "yearly_fen" BIGINT,

    CONSTRAINT "projects_contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects_instalment" (
    "contract" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL DEFAULT '',
    "amount_fen" BIGINT NOT NULL,
    "milestone" UUID,
    "paid_on" DATE,
    "paid_by" UUID,

    CONSTRAINT "projects_instalment_pkey" PRIMARY KEY ("contract","no")
);

-- CreateTable
CREATE TABLE "projects_procurement" (
    "id" UUID NOT NULL,
    "project" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "role_zh" TEXT NOT NULL,
    "role_en" TEXT NOT NULL DEFAULT '',
    "method" TEXT NOT NULL,
    "announced_on" DATE,
    "decided_on" DATE,
    "reason_zh" TEXT NOT NULL DEFAULT '',
    "reason_en" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "projects_procurement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects_candidate" (
    "procurement" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT,
    "price_fen" BIGINT,
    "winner" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "projects_candidate_pkey" PRIMARY KEY ("procurement","position")
);

-- CreateTable
CREATE TABLE "projects_indicator" (
    "project" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "unit_zh" TEXT NOT NULL,
    "unit_en" TEXT NOT NULL,
    "target" BIGINT,

    CONSTRAINT "projects_indicator_pkey" PRIMARY KEY ("project","key")
);

-- CreateTable
CREATE TABLE "projects_count" (
    "id" UUID NOT NULL,
    "project" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "counted_on" DATE NOT NULL,
    "count" BIGINT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "reverses" UUID,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "projects_count_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects_call" (
    "id" UUID NOT NULL,
    "project" TEXT NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL DEFAULT '',
    "opens_on" DATE NOT NULL,
    "closes_on" DATE NOT NULL,
    "places" INTEGER NOT NULL,

    CONSTRAINT "projects_call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects_application" (
    "id" UUID NOT NULL,
    "call" UUID NOT NULL,
    "applicant" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "selected_on" DATE,

    CONSTRAINT "projects_application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects_output" (
    "id" UUID NOT NULL,
    "project" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL DEFAULT '',
    "identifier" TEXT NOT NULL DEFAULT '',
    "published_on" DATE,

    CONSTRAINT "projects_output_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stewardship_plan" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "project" TEXT,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL DEFAULT '',
    "purpose_zh" TEXT NOT NULL DEFAULT '',
    "purpose_en" TEXT NOT NULL DEFAULT '',
    "category" TEXT NOT NULL,
    "beneficiaries" INTEGER NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "filed_by" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "approved_on" DATE,
    "amount_fen" BIGINT NOT NULL,
    "paid_fen" BIGINT NOT NULL DEFAULT 0,
    "closed_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stewardship_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stewardship_plan_source" (
    "plan" UUID NOT NULL,
    "fund" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "paid_fen" BIGINT NOT NULL DEFAULT 0,
    "returned_fen" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "stewardship_plan_source_pkey" PRIMARY KEY ("plan","fund")
);

-- CreateTable
CREATE TABLE "stewardship_plan_line" (
    "plan" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "paid_fen" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "stewardship_plan_line_pkey" PRIMARY KEY ("plan","no")
);

-- CreateTable
CREATE TABLE "stewardship_plan_review" (
    "id" UUID NOT NULL,
    "plan" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stewardship_plan_review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stewardship_plan_file" (
    "id" UUID NOT NULL,
    "plan" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "stored" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stewardship_plan_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stewardship_promise" (
    "fund" TEXT NOT NULL,
    "promised_fen" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "stewardship_promise_pkey" PRIMARY KEY ("fund")
);

-- CreateTable
CREATE TABLE "stewardship_disbursement" (
    "id" UUID NOT NULL,
    "plan" UUID NOT NULL,
    "contract" UUID,
    "instalment" INTEGER,
    "amount_fen" BIGINT NOT NULL,
    "paid_on" DATE NOT NULL,
    "payee" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stewardship_disbursement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stewardship_disbursement_part" (
    "disbursement" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "fund" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "amount_fen" BIGINT NOT NULL,

    CONSTRAINT "stewardship_disbursement_part_pkey" PRIMARY KEY ("disbursement","no")
);

-- CreateTable
CREATE TABLE "stewardship_assistance_category" (
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,

    CONSTRAINT "stewardship_assistance_category_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "stewardship_assistance_batch" (
    "id" UUID NOT NULL,
    "project" TEXT NOT NULL,
    "fund" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "paid_on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "entered_by" TEXT NOT NULL,
    "entry_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stewardship_assistance_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stewardship_assistance_case" (
    "id" UUID NOT NULL,
    "batch" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "township" TEXT,
    "person" BYTEA NOT NULL,
    "person_key" BYTEA,

    CONSTRAINT "stewardship_assistance_case_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "disclosures_disclosure_period_project_idx" ON "disclosures_disclosure"("period", "project");

-- CreateIndex
CREATE INDEX "disclosures_disclosure_state_published_at_idx" ON "disclosures_disclosure"("state", "published_at");

-- CreateIndex
CREATE UNIQUE INDEX "disclosures_disclosure_project_period_version_key" ON "disclosures_disclosure"("project", "period", "version");

-- CreateIndex
CREATE INDEX "projects_project_position_key_idx" ON "projects_project"("position", "key");

-- CreateIndex
CREATE INDEX "projects_amendment_project_amended_on_idx" ON "projects_amendment"("project", "amended_on");

-- CreateIndex
CREATE INDEX "projects_milestone_project_position_idx" ON "projects_milestone"("project", "position");

-- CreateIndex
CREATE INDEX "projects_contract_project_idx" ON "projects_contract"("project");

-- CreateIndex
CREATE UNIQUE INDEX "projects_contract_number_key" ON "projects_contract"("number");

-- CreateIndex
CREATE INDEX "projects_procurement_project_position_idx" ON "projects_procurement"("project", "position");

-- CreateIndex
CREATE UNIQUE INDEX "projects_count_reverses_key" ON "projects_count"("reverses");

-- CreateIndex
CREATE INDEX "projects_count_project_indicator_counted_on_idx" ON "projects_count"("project", "indicator", "counted_on");

-- CreateIndex
CREATE INDEX "projects_call_project_idx" ON "projects_call"("project");

-- CreateIndex
CREATE INDEX "projects_application_call_received_on_idx" ON "projects_application"("call", "received_on");

-- CreateIndex
CREATE INDEX "projects_output_project_idx" ON "projects_output"("project");

-- CreateIndex
CREATE UNIQUE INDEX "stewardship_plan_number_key" ON "stewardship_plan"("number");

-- CreateIndex
CREATE INDEX "stewardship_plan_state_created_at_id_idx" ON "stewardship_plan"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "stewardship_plan_project_approved_on_idx" ON "stewardship_plan"("project", "approved_on");

-- CreateIndex
CREATE INDEX "stewardship_plan_source_fund_plan_idx" ON "stewardship_plan_source"("fund", "plan");

-- CreateIndex
CREATE INDEX "stewardship_plan_review_plan_at_idx" ON "stewardship_plan_review"("plan", "at");

-- CreateIndex
CREATE INDEX "stewardship_plan_file_plan_idx" ON "stewardship_plan_file"("plan");

-- CreateIndex
CREATE INDEX "stewardship_disbursement_plan_paid_on_idx" ON "stewardship_disbursement"("plan", "paid_on");

-- CreateIndex
CREATE INDEX "stewardship_disbursement_paid_on_id_idx" ON "stewardship_disbursement"("paid_on", "id");

-- CreateIndex
CREATE INDEX "stewardship_disbursement_part_fund_disbursement_idx" ON "stewardship_disbursement_part"("fund", "disbursement");

-- CreateIndex
CREATE INDEX "stewardship_assistance_batch_state_created_at_id_idx" ON "stewardship_assistance_batch"("state", "created_at", "id");

-- CreateIndex
CREATE INDEX "stewardship_assistance_batch_project_paid_on_idx" ON "stewardship_assistance_batch"("project", "paid_on");

-- CreateIndex
CREATE INDEX "stewardship_assistance_case_batch_idx" ON "stewardship_assistance_case"("batch");

-- CreateIndex
CREATE INDEX "stewardship_assistance_case_person_key_idx" ON "stewardship_assistance_case"("person_key");

-- AddForeignKey
ALTER TABLE "projects_amendment" ADD CONSTRAINT "projects_amendment_project_fkey" FOREIGN KEY ("project") REFERENCES "projects_project"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects_partner" ADD CONSTRAINT "projects_partner_project_fkey" FOREIGN KEY ("project") REFERENCES "projects_project"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects_milestone" ADD CONSTRAINT "projects_milestone_project_fkey" FOREIGN KEY ("project") REFERENCES "projects_project"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects_contract" ADD CONSTRAINT "projects_contract_project_fkey" FOREIGN KEY ("project") REFERENCES "projects_project"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects_instalment" ADD CONSTRAINT "projects_instalment_contract_fkey" FOREIGN KEY ("contract") REFERENCES "projects_contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects_instalment" ADD CONSTRAINT "projects_instalment_milestone_fkey" FOREIGN KEY ("milestone") REFERENCES "projects_milestone"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects_procurement" ADD CONSTRAINT "projects_procurement_project_fkey" FOREIGN KEY ("project") REFERENCES "projects_project"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects_candidate" ADD CONSTRAINT "projects_candidate_procurement_fkey" FOREIGN KEY ("procurement") REFERENCES "projects_procurement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects_indicator" ADD CONSTRAINT "projects_indicator_project_fkey" FOREIGN KEY ("project") REFERENCES "projects_project"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects_count" ADD CONSTRAINT "projects_count_project_indicator_fkey" FOREIGN KEY ("project", "indicator") REFERENCES "projects_indicator"("project", "key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects_call" ADD CONSTRAINT "projects_call_project_fkey" FOREIGN KEY ("project") REFERENCES "projects_project"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects_application" ADD CONSTRAINT "projects_application_call_fkey" FOREIGN KEY ("call") REFERENCES "projects_call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects_output" ADD CONSTRAINT "projects_output_project_fkey" FOREIGN KEY ("project") REFERENCES "projects_project"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stewardship_plan_source" ADD CONSTRAINT "stewardship_plan_source_plan_fkey" FOREIGN KEY ("plan") REFERENCES "stewardship_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stewardship_plan_line" ADD CONSTRAINT "stewardship_plan_line_plan_fkey" FOREIGN KEY ("plan") REFERENCES "stewardship_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stewardship_plan_review" ADD CONSTRAINT "stewardship_plan_review_plan_fkey" FOREIGN KEY ("plan") REFERENCES "stewardship_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stewardship_plan_file" ADD CONSTRAINT "stewardship_plan_file_plan_fkey" FOREIGN KEY ("plan") REFERENCES "stewardship_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stewardship_disbursement" ADD CONSTRAINT "stewardship_disbursement_plan_fkey" FOREIGN KEY ("plan") REFERENCES "stewardship_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stewardship_disbursement_part" ADD CONSTRAINT "stewardship_disbursement_part_disbursement_fkey" FOREIGN KEY ("disbursement") REFERENCES "stewardship_disbursement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stewardship_assistance_case" ADD CONSTRAINT "stewardship_assistance_case_batch_fkey" FOREIGN KEY ("batch") REFERENCES "stewardship_assistance_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stewardship_assistance_case" ADD CONSTRAINT "stewardship_assistance_case_category_fkey" FOREIGN KEY ("category") REFERENCES "stewardship_assistance_category"("key") ON DELETE RESTRICT ON UPDATE CASCADE;



ALTER TABLE projects_project ADD CONSTRAINT projects_project_state CHECK (state IN ('preparing', 'ongoing', 'closing', 'finished', 'archived'));
ALTER TABLE projects_project ADD CONSTRAINT projects_project_period
  CHECK (begins ~ '^\d{4}(-\d{2}(-\d{2})?)?$' AND (ends IS NULL OR ends ~ '^\d{4}(-\d{2}(-\d{2})?)?$'));
ALTER TABLE projects_contract ADD CONSTRAINT projects_contract_amount CHECK (total_fen > 0 AND to_on >= from_on);
ALTER TABLE projects_instalment ADD CONSTRAINT projects_instalment_amount CHECK (amount_fen > 0);
ALTER TABLE projects_call ADD CONSTRAINT projects_call_places CHECK (places > 0 AND closes_on >= opens_on);

ALTER TABLE stewardship_plan ADD CONSTRAINT stewardship_plan_state
  CHECK (state IN ('draft', 'submitted', 'returned', 'half-approved', 'approved', 'rejected', 'withdrawn', 'closed'));
ALTER TABLE stewardship_plan ADD CONSTRAINT stewardship_plan_amount CHECK (amount_fen >= 0 AND paid_fen BETWEEN 0 AND amount_fen);
ALTER TABLE stewardship_plan ADD CONSTRAINT stewardship_plan_approved CHECK (state NOT IN ('approved', 'closed') OR approved_on IS NOT NULL);
-- Nothing is paid or given back beyond what was reserved.
ALTER TABLE stewardship_plan_source ADD CONSTRAINT stewardship_source_amount
  CHECK (amount_fen > 0 AND paid_fen >= 0 AND returned_fen >= 0 AND paid_fen + returned_fen <= amount_fen);
ALTER TABLE stewardship_plan_line ADD CONSTRAINT stewardship_line_amount CHECK (amount_fen > 0 AND paid_fen >= 0);
ALTER TABLE stewardship_promise ADD CONSTRAINT stewardship_promise_amount CHECK (promised_fen >= 0);
ALTER TABLE stewardship_disbursement ADD CONSTRAINT stewardship_disbursement_amount CHECK (amount_fen > 0 AND (contract IS NULL) = (instalment IS NULL));
-- An instalment is paid once.
CREATE UNIQUE INDEX stewardship_disbursement_instalment ON stewardship_disbursement (contract, instalment) WHERE contract IS NOT NULL;
ALTER TABLE stewardship_disbursement_part ADD CONSTRAINT stewardship_part_amount CHECK (amount_fen > 0);
ALTER TABLE stewardship_assistance_batch ADD CONSTRAINT stewardship_batch_state
  CHECK (state IN ('open', 'proposed', 'paid', 'dropped') AND (state = 'paid') = (entry_id IS NOT NULL));
ALTER TABLE stewardship_assistance_case ADD CONSTRAINT stewardship_case_amount CHECK (amount_fen > 0);

ALTER TABLE disclosures_disclosure ADD CONSTRAINT disclosures_disclosure_state
  CHECK (state IN ('draft', 'submitted', 'published', 'withdrawn') AND (state <> 'published' OR (frozen IS NOT NULL AND hash IS NOT NULL AND entry_id IS NOT NULL)));
ALTER TABLE disclosures_disclosure ADD CONSTRAINT disclosures_disclosure_period CHECK (period ~ '^\d{4}-Q[1-4]$' AND version >= 1);
