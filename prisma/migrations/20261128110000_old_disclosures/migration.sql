-- Old disclosures that two people published as what they are: text and figures as they were stated then (docs/decisions/0035).
-- CreateTable
CREATE TABLE "disclosures_old" (
    "id" UUID NOT NULL,
    "bundle" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "project" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "frozen" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "published_by" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_on" DATE NOT NULL,

    CONSTRAINT "disclosures_old_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "disclosures_old_period_project_idx" ON "disclosures_old"("period", "project");

-- CreateIndex
CREATE UNIQUE INDEX "disclosures_old_project_period_key" ON "disclosures_old"("project", "period");

-- CreateIndex
CREATE UNIQUE INDEX "disclosures_old_bundle_n_key" ON "disclosures_old"("bundle", "n");

-- AddForeignKey
ALTER TABLE "disclosures_old" ADD CONSTRAINT "disclosures_old_bundle_fkey" FOREIGN KEY ("bundle") REFERENCES "disclosures_import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was published stays as it was, whoever asks.
CREATE FUNCTION disclosures_keep_old() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'disclosures_frozen: % of old % %', TG_OP, OLD.project, OLD.period USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER disclosures_old_frozen BEFORE UPDATE OR DELETE ON disclosures_old
  FOR EACH ROW EXECUTE FUNCTION disclosures_keep_old();
ALTER TABLE disclosures_old ENABLE ALWAYS TRIGGER disclosures_old_frozen;
