-- Where did my gift go: the queue of each fund, first in, first out (docs/decisions/0033).

-- CreateTable
CREATE TABLE "stewardship_trail_head" (
    "id" INTEGER NOT NULL,
    "tree_size" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "stewardship_trail_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stewardship_trail_fund" (
    "fund" TEXT NOT NULL,
    "in_fen" BIGINT NOT NULL,
    "out_fen" BIGINT NOT NULL,

    CONSTRAINT "stewardship_trail_fund_pkey" PRIMARY KEY ("fund")
);

-- CreateTable
CREATE TABLE "stewardship_trail_in" (
    "fund" TEXT NOT NULL,
    "through_fen" BIGINT NOT NULL,
    "from_fen" BIGINT NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "owner" BIGINT NOT NULL,
    "carries" BIGINT,
    "carries_fen" BIGINT,

    CONSTRAINT "stewardship_trail_in_pkey" PRIMARY KEY ("fund","through_fen")
);

-- CreateTable
CREATE TABLE "stewardship_trail_out" (
    "fund" TEXT NOT NULL,
    "through_fen" BIGINT NOT NULL,
    "from_fen" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "at_fen" BIGINT NOT NULL,
    "owner" BIGINT,
    "stands_fen" BIGINT,

    CONSTRAINT "stewardship_trail_out_pkey" PRIMARY KEY ("fund","through_fen")
);

-- CreateIndex
CREATE INDEX "stewardship_trail_in_owner_idx" ON "stewardship_trail_in"("owner");

-- CreateIndex
CREATE INDEX "stewardship_trail_out_entry_id_idx" ON "stewardship_trail_out"("entry_id");

-- Few of the rows carry or are paid back.
CREATE INDEX stewardship_trail_in_carries ON stewardship_trail_in (carries, carries_fen) WHERE carries IS NOT NULL;
CREATE INDEX stewardship_trail_out_owner ON stewardship_trail_out (owner) WHERE owner IS NOT NULL;

ALTER TABLE stewardship_trail_head ADD CONSTRAINT stewardship_trail_head_one CHECK (id = 1);
ALTER TABLE stewardship_trail_in ADD CONSTRAINT stewardship_trail_in_places
  CHECK (from_fen >= 0 AND through_fen > from_fen AND (carries IS NULL) = (carries_fen IS NULL));
ALTER TABLE stewardship_trail_out ADD CONSTRAINT stewardship_trail_out_places CHECK (
  from_fen >= 0 AND through_fen > from_fen AND at_fen >= 0 AND kind IN ('out', 'gap', 'stand-in')
  AND (kind = 'out') = (owner IS NULL) AND (kind = 'stand-in') = (stands_fen IS NOT NULL));
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['stewardship_trail_in', 'stewardship_trail_out'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()', t || '_append_only', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', t, t || '_append_only');
  END LOOP;
END $$;
-- The log is read from its beginning: what was sealed before is worked off by the sealer, piece by piece.
INSERT INTO stewardship_trail_head (id, tree_size) VALUES (1, 0);

-- Disclosures that were published before: a text, and what a person says of its doubtful figures.

-- CreateTable
CREATE TABLE "disclosures_import" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "statements" INTEGER NOT NULL,
    "findings" INTEGER NOT NULL,
    "doubts" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "made_by" TEXT NOT NULL,
    "made_name" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_name" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "disclosures_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosures_import_answer" (
    "bundle" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "value" BIGINT,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "disclosures_import_answer_pkey" PRIMARY KEY ("bundle","place")
);

-- CreateIndex
CREATE UNIQUE INDEX "disclosures_import_digest_key" ON "disclosures_import"("digest");

-- CreateIndex
CREATE INDEX "disclosures_import_made_at_id_idx" ON "disclosures_import"("made_at", "id");

-- AddForeignKey
ALTER TABLE "disclosures_import_answer" ADD CONSTRAINT "disclosures_import_answer_bundle_fkey" FOREIGN KEY ("bundle") REFERENCES "disclosures_import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE disclosures_import ADD CONSTRAINT disclosures_import_state CHECK (state IN ('open', 'done') AND (state = 'done') = (done_at IS NOT NULL));
ALTER TABLE disclosures_import_answer ADD CONSTRAINT disclosures_import_verdict
  CHECK (verdict IN ('right', 'corrected', 'none') AND (verdict = 'corrected') = (value IS NOT NULL));
