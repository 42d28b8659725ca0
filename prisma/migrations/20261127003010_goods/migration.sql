-- Goods that were given. They are no money: their accounts are of a type of their own, so that nothing that counts income, assets or
-- what was raised can count them, whoever writes it (docs/decisions/0024).
ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_type;
ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_type
  CHECK (type IN ('asset', 'liability', 'income', 'expense', 'transfer', 'in-kind') AND NOT (type = 'in-kind' AND raised));
INSERT INTO ledger_account (code, type, name_zh, name_en, raised) VALUES
  ('goods-on-hand', 'in-kind', '库存捐赠物资', 'Goods on hand', false),
  ('in-kind-gifts', 'in-kind', '捐赠物资收入', 'Goods given to us', false),
  ('in-kind-given', 'in-kind', '捐赠物资发放', 'Goods given out', false);

-- CreateTable
CREATE TABLE "giving_goods" (
    "id" UUID NOT NULL,
    "donor_name" TEXT NOT NULL DEFAULT '',
    "name_consent" BOOLEAN NOT NULL DEFAULT false,
    "campaign" TEXT,
    "fund" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'entered',
    "note" TEXT NOT NULL DEFAULT '',
    "entry_id" BIGINT,
    "entered_by" TEXT NOT NULL,
    "entered_name" TEXT NOT NULL,
    "confirmed_by" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "giving_goods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_goods_line" (
    "id" UUID NOT NULL,
    "goods_id" UUID NOT NULL,
    "position" SERIAL NOT NULL,
    "description" TEXT NOT NULL,
    "quantity" BIGINT NOT NULL,
    "unit" TEXT NOT NULL,
    "unit_value_fen" BIGINT NOT NULL,
    "valuation" TEXT NOT NULL,
    "valued_by" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "evidence_type" TEXT NOT NULL,
    "evidence_name" TEXT NOT NULL,
    "given_out" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "giving_goods_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_goods_out" (
    "id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "quantity" BIGINT NOT NULL,
    "recipients" TEXT NOT NULL,
    "given_on" DATE NOT NULL,
    "evidence" TEXT NOT NULL,
    "evidence_type" TEXT NOT NULL,
    "evidence_name" TEXT NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "given_by" TEXT NOT NULL,
    "given_name" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "taken_back_at" TIMESTAMPTZ(3),
    "taken_back_why" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "giving_goods_out_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "giving_goods_entry_id_key" ON "giving_goods"("entry_id");

-- CreateIndex
CREATE INDEX "giving_goods_created_at_id_idx" ON "giving_goods"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "giving_goods_campaign_idx" ON "giving_goods"("campaign");

-- CreateIndex
CREATE INDEX "giving_goods_fund_idx" ON "giving_goods"("fund");

-- CreateIndex
CREATE INDEX "giving_goods_line_goods_id_position_idx" ON "giving_goods_line"("goods_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "giving_goods_out_entry_id_key" ON "giving_goods_out"("entry_id");

-- CreateIndex
CREATE INDEX "giving_goods_out_line_id_given_at_idx" ON "giving_goods_out"("line_id", "given_at");

-- AddForeignKey
ALTER TABLE "giving_goods_line" ADD CONSTRAINT "giving_goods_line_goods_id_fkey" FOREIGN KEY ("goods_id") REFERENCES "giving_goods"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "giving_goods_out" ADD CONSTRAINT "giving_goods_out_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "giving_goods_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Rules.

ALTER TABLE giving_goods ADD CONSTRAINT giving_goods_state
  CHECK (state IN ('entered', 'confirmed', 'dropped') AND (state = 'confirmed') = (entry_id IS NOT NULL));
ALTER TABLE giving_goods_line ADD CONSTRAINT giving_goods_line_worth
  CHECK (quantity BETWEEN 1 AND 10000000 AND unit_value_fen BETWEEN 1 AND 10000000000 AND valuation IN ('invoice', 'market-price', 'expert'));
-- Never more is given out than is there.
ALTER TABLE giving_goods_line ADD CONSTRAINT giving_goods_line_given CHECK (given_out BETWEEN 0 AND quantity);
ALTER TABLE giving_goods_out ADD CONSTRAINT giving_goods_out_quantity CHECK (quantity > 0);

-- What two people have confirmed stays; only how much was given out moves.
CREATE FUNCTION giving_keep_goods_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM giving_goods WHERE id = OLD.goods_id) <> 'confirmed' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'given_out' = to_jsonb(OLD) - 'given_out' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'giving_goods_line_kept: % on giving_goods_line', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER giving_goods_line_kept BEFORE UPDATE OR DELETE ON giving_goods_line
  FOR EACH ROW EXECUTE FUNCTION giving_keep_goods_line();
ALTER TABLE giving_goods_line ENABLE ALWAYS TRIGGER giving_goods_line_kept;
