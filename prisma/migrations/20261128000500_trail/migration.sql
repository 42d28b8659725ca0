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
