-- The bank: its accounts, statements and lines and what each line turned out to be.
-- CreateTable
CREATE TABLE "payments_bank_account" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "bank" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "layout" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payments_bank_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments_bank_statement" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "opening_fen" BIGINT,
    "closing_fen" BIGINT,
    "lines" INTEGER NOT NULL,
    "new_lines" INTEGER NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "imported_by" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "payments_bank_statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments_bank_line" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "statement_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "counterparty" TEXT NOT NULL,
    "counter_account" TEXT NOT NULL,
    "remark" TEXT NOT NULL,
    "bank_ref" TEXT NOT NULL,
    "nth" INTEGER NOT NULL,
    "open_fen" BIGINT NOT NULL,

    CONSTRAINT "payments_bank_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments_bank_match" (
    "id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "target" TEXT NOT NULL,
    "gift_id" UUID,
    "reason" TEXT NOT NULL,
    "automatic" BOOLEAN NOT NULL DEFAULT false,
    "entry_id" BIGINT NOT NULL,
    "matched_by" TEXT NOT NULL,
    "matched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "undone_by" TEXT,
    "undone_at" TIMESTAMPTZ(3),
    "undo_note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "payments_bank_match_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "payments_bank_account_number_key" ON "payments_bank_account"("number");

-- CreateIndex
CREATE INDEX "payments_bank_statement_imported_at_id_idx" ON "payments_bank_statement"("imported_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "payments_bank_statement_account_id_file_hash_key" ON "payments_bank_statement"("account_id", "file_hash");

-- CreateIndex
CREATE INDEX "payments_bank_line_day_id_idx" ON "payments_bank_line"("day" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "payments_bank_line_statement_id_idx" ON "payments_bank_line"("statement_id");

-- CreateIndex
CREATE UNIQUE INDEX "payments_bank_match_entry_id_key" ON "payments_bank_match"("entry_id");

-- CreateIndex
CREATE INDEX "payments_bank_match_line_id_idx" ON "payments_bank_match"("line_id");

-- CreateIndex
CREATE INDEX "payments_bank_match_target_idx" ON "payments_bank_match"("target");

-- AddForeignKey
ALTER TABLE "payments_bank_statement" ADD CONSTRAINT "payments_bank_statement_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "payments_bank_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments_bank_line" ADD CONSTRAINT "payments_bank_line_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "payments_bank_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments_bank_line" ADD CONSTRAINT "payments_bank_line_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "payments_bank_statement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments_bank_match" ADD CONSTRAINT "payments_bank_match_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "payments_bank_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What a bank told is kept as it told it: a line may be matched, and nothing else about it may change.
CREATE FUNCTION payments_keep_bank_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'open_fen' = to_jsonb(OLD) - 'open_fen' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'payments_bank_line_kept: % on payments_bank_line', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER payments_bank_line_kept BEFORE UPDATE OR DELETE ON payments_bank_line
  FOR EACH ROW EXECUTE FUNCTION payments_keep_bank_line();
CREATE TRIGGER payments_bank_line_no_truncate BEFORE TRUNCATE ON payments_bank_line
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
-- A match is taken back once, with who and when; what it was stays.
CREATE FUNCTION payments_keep_bank_match() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.undone_at IS NULL
     AND to_jsonb(NEW) - '{undone_by,undone_at,undo_note}'::text[] = to_jsonb(OLD) - '{undone_by,undone_at,undo_note}'::text[] THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'payments_bank_match_kept: % on payments_bank_match', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER payments_bank_match_kept BEFORE UPDATE OR DELETE ON payments_bank_match
  FOR EACH ROW EXECUTE FUNCTION payments_keep_bank_match();
CREATE TRIGGER payments_bank_match_no_truncate BEFORE TRUNCATE ON payments_bank_match
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER payments_bank_statement_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON payments_bank_statement
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
ALTER TABLE payments_bank_line ENABLE ALWAYS TRIGGER payments_bank_line_kept;
ALTER TABLE payments_bank_match ENABLE ALWAYS TRIGGER payments_bank_match_kept;
ALTER TABLE payments_bank_statement ENABLE ALWAYS TRIGGER payments_bank_statement_kept;

-- Never more than the line, never less than nothing; a debit is nobody's gift.
ALTER TABLE payments_bank_line ADD CONSTRAINT payments_bank_line_amount CHECK (amount_fen <> 0 AND nth > 0);
ALTER TABLE payments_bank_line ADD CONSTRAINT payments_bank_line_open CHECK (open_fen >= 0 AND open_fen <= greatest(amount_fen, 0));
ALTER TABLE payments_bank_match ADD CONSTRAINT payments_bank_match_amount CHECK (amount_fen > 0);
ALTER TABLE payments_bank_match ADD CONSTRAINT payments_bank_match_undone CHECK ((undone_at IS NULL) = (undone_by IS NULL));
ALTER TABLE payments_bank_statement ADD CONSTRAINT payments_bank_statement_format CHECK (format IN ('table', 'camt053', 'mt940'));
-- What waits for a person is found without walking through what does not.
CREATE INDEX payments_bank_line_unmatched ON payments_bank_line (day, id) WHERE open_fen > 0;
