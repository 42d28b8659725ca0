-- Cash and cheques by the batch: counted by two people, booked gift by gift, and paid into the bank.

-- CreateTable
CREATE TABLE "giving_batch" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "fund" TEXT,
    "place" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "round" INTEGER NOT NULL DEFAULT 1,
    "entered_by" TEXT NOT NULL,
    "entered_name" TEXT NOT NULL,
    "agreed_by" TEXT,
    "agreed_at" TIMESTAMPTZ(3),
    "dropped_note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_batch_line" (
    "id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "position" SERIAL NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "fund" TEXT,
    "donor_name" TEXT NOT NULL DEFAULT '',
    "name_consent" BOOLEAN NOT NULL DEFAULT false,
    "contact_email" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "cheque_number" TEXT NOT NULL DEFAULT '',
    "cheque_bank" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'entered',
    "note" TEXT NOT NULL DEFAULT '',
    "gift_id" UUID,
    "entered_by" TEXT NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "giving_batch_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_batch_count" (
    "batch_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "nth" INTEGER NOT NULL,
    "pieces" JSONB NOT NULL DEFAULT '{}',
    "counted_fen" BIGINT NOT NULL,
    "counted_by" TEXT NOT NULL,
    "counted_name" TEXT NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_batch_count_pkey" PRIMARY KEY ("batch_id","round","nth")
);

-- CreateTable
CREATE TABLE "giving_deposit_part" (
    "deposit_id" UUID NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "taken_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "giving_deposit_part_pkey" PRIMARY KEY ("deposit_id","entry_id")
);

-- CreateIndex
CREATE INDEX "giving_batch_created_at_id_idx" ON "giving_batch"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "giving_batch_line_gift_id_key" ON "giving_batch_line"("gift_id");

-- CreateIndex
CREATE INDEX "giving_batch_line_batch_id_position_idx" ON "giving_batch_line"("batch_id", "position");

-- AddForeignKey
ALTER TABLE "giving_batch_line" ADD CONSTRAINT "giving_batch_line_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "giving_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "giving_batch_count" ADD CONSTRAINT "giving_batch_count_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "giving_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Rules.

ALTER TABLE giving_batch ADD CONSTRAINT giving_batch_kind CHECK (kind IN ('cash', 'cheque'));
ALTER TABLE giving_batch ADD CONSTRAINT giving_batch_state
  CHECK (state IN ('open', 'agreed', 'dropped') AND (state = 'agreed') = (agreed_at IS NOT NULL) AND (agreed_at IS NULL) = (agreed_by IS NULL));
ALTER TABLE giving_batch_line ADD CONSTRAINT giving_batch_line_amount CHECK (amount_fen > 0);
ALTER TABLE giving_batch_line ADD CONSTRAINT giving_batch_line_state
  CHECK (state IN ('entered', 'handed-in', 'booked', 'bounced', 'reversed') AND (state IN ('booked', 'reversed')) = (gift_id IS NOT NULL));
ALTER TABLE giving_batch_count ADD CONSTRAINT giving_batch_count_nth CHECK (nth IN (1, 2) AND counted_fen >= 0);
-- An entry's cash is in one deposit at most.
CREATE UNIQUE INDEX giving_deposit_part_once ON giving_deposit_part (entry_id) WHERE taken_back_at IS NULL;
-- What waits is short, whatever the table's length.
CREATE INDEX giving_batch_waiting ON giving_batch (received_on) WHERE state = 'open';
CREATE INDEX giving_batch_line_handed_in ON giving_batch_line (batch_id) WHERE state = 'handed-in';
-- Cash is few of many lines: what is on hand is found without reading the others.
CREATE INDEX ledger_line_cash ON ledger_line (entry_id) WHERE account = 'cash';

-- Whoever has counted once does not count again in the same round; a count is never changed.
CREATE UNIQUE INDEX giving_batch_count_person ON giving_batch_count (batch_id, round, counted_by);
CREATE TRIGGER giving_batch_count_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON giving_batch_count
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
ALTER TABLE giving_batch_count ENABLE ALWAYS TRIGGER giving_batch_count_kept;

-- What two people have agreed to stays: amount, fund and cheque of a line that is no longer `entered`, and the line itself.
CREATE FUNCTION giving_keep_batch_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'entered' THEN RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END; END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{state,note,gift_id,donor_name,name_consent,contact_email,decided_by,decided_at}'::text[]
       = to_jsonb(OLD) - '{state,note,gift_id,donor_name,name_consent,contact_email,decided_by,decided_at}'::text[] THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'giving_batch_line_kept: % on giving_batch_line', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER giving_batch_line_kept BEFORE UPDATE OR DELETE ON giving_batch_line
  FOR EACH ROW EXECUTE FUNCTION giving_keep_batch_line();
ALTER TABLE giving_batch_line ENABLE ALWAYS TRIGGER giving_batch_line_kept;
