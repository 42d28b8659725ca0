-- All the ways that money comes in: what an entry may be about, and where money lies until it is known whose it is.
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_kind;
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_kind
  CHECK (kind IN ('gift', 'takings', 'summary', 'transfer', 'disbursement', 'reversal',
                  'refund', 'dispute', 'receipt', 'fee', 'payout', 'sponsorship', 'goods'));

INSERT INTO ledger_account (code, type, name_zh, name_en, raised) VALUES
  ('unmatched-receipts', 'income', '待认领款项', 'Money not yet matched', false),
  ('disputed', 'asset', '争议冻结款', 'Withheld in disputes', false),
  ('sponsorship', 'income', '赞助收入', 'Sponsorship', false);

INSERT INTO ledger_fund (slug, kind, name_zh, name_en, purpose_zh, purpose_en, restricted, position) VALUES
  ('suspense', 'federation', '待认领款项专户', 'Suspense',
   '已到银行、尚未认出是谁的钱。认出后转入所属基金，认不出的一直留在这里，人人可见。',
   'Money that is at the bank and not yet known to be whose. Once known it moves to its fund; until then it stays here for everyone to see.', true, 9010);

-- CreateTable
CREATE TABLE "giving_pledge" (
    "id" UUID NOT NULL,
    "campaign" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "contact_name" TEXT NOT NULL DEFAULT '',
    "contact_email" TEXT NOT NULL DEFAULT '',
    "contact_phone" TEXT NOT NULL DEFAULT '',
    "name_consent" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT NOT NULL DEFAULT 'zh-CN',
    "amount_fen" BIGINT NOT NULL,
    "arrived_fen" BIGINT NOT NULL DEFAULT 0,
    "fund" TEXT,
    "region" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'open',
    "note" TEXT NOT NULL DEFAULT '',
    "pledged_on" DATE NOT NULL,
    "due_on" DATE,
    "reminded_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "giving_pledge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "giving_pledge_reference_key" ON "giving_pledge"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "giving_pledge_secret_key" ON "giving_pledge"("secret");

-- CreateIndex
CREATE INDEX "giving_pledge_campaign_state_created_at_id_idx" ON "giving_pledge"("campaign", "state", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "giving_pledge_state_amount_fen_idx" ON "giving_pledge"("state", "amount_fen");

ALTER TABLE giving_pledge ADD CONSTRAINT giving_pledge_state CHECK (state IN ('open', 'arrived', 'withdrawn'));
ALTER TABLE giving_pledge ADD CONSTRAINT giving_pledge_amount CHECK (amount_fen > 0 AND arrived_fen >= 0);

-- What is written down later (bank, cash, cheque) knows a day and no hour; a refund is money back, as a reversal is.
CREATE OR REPLACE VIEW live_raised_line AS
  SELECT campaign, fund, entry_id, channel, fen, back, counts,
         CASE WHEN online THEN shanghai_day(posted_at) ELSE occurred_on END AS day,
         CASE WHEN online THEN extract(hour FROM posted_at AT TIME ZONE 'Asia/Shanghai')::smallint ELSE -1::smallint END AS hour
    FROM (
      SELECT l.campaign, l.fund, e.id AS entry_id, e.channel, -l.amount_fen AS fen, e.kind IN ('reversal', 'refund') AS back,
             CASE WHEN e.kind = 'gift' THEN 1 WHEN r.kind = 'gift' THEN -1 ELSE 0 END AS counts, e.posted_at, e.occurred_on,
             (e.kind = 'gift' OR r.kind = 'gift') IS TRUE AND e.channel NOT IN ('bank', 'cash', 'cheque') AS online
        FROM ledger_line l JOIN ledger_account a ON a.code = l.account AND a.raised
        JOIN ledger_entry e ON e.id = l.entry_id JOIN ledger_leaf s ON s.entry_id = e.id
        LEFT JOIN ledger_entry r ON r.id = e.reverses WHERE l.campaign IS NOT NULL
    ) x;
