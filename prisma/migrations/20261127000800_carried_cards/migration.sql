-- CreateTable
CREATE TABLE "walks_carried" (
    "from_card" TEXT NOT NULL,
    "to_card" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "arrived_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "walks_carried_pkey" PRIMARY KEY ("from_card","to_card")
);

-- CreateIndex
CREATE INDEX "walks_carried_to_card_idx" ON "walks_carried"("to_card");



-- What phones said is kept as they said it.
CREATE TRIGGER walks_carried_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON walks_carried
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
ALTER TABLE walks_carried ENABLE ALWAYS TRIGGER walks_carried_append_only;
