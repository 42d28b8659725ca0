-- CreateTable
CREATE TABLE "live_campaign_hour" (
    "campaign" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "hour" SMALLINT NOT NULL,
    "channel" TEXT NOT NULL,
    "confirmed_fen" BIGINT NOT NULL DEFAULT 0,
    "refunded_fen" BIGINT NOT NULL DEFAULT 0,
    "gifts" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "live_campaign_hour_pkey" PRIMARY KEY ("campaign","day","hour","channel")
);

-- CreateTable
CREATE TABLE "live_campaign_fund_day" (
    "campaign" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "fund" TEXT NOT NULL,
    "confirmed_fen" BIGINT NOT NULL DEFAULT 0,
    "gifts" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "live_campaign_fund_day_pkey" PRIMARY KEY ("campaign","day","fund")
);

-- CreateTable
CREATE TABLE "live_campaign_amount" (
    "campaign" TEXT NOT NULL,
    "level" SMALLINT NOT NULL,
    "prefix" BIGINT NOT NULL,
    "gifts" BIGINT NOT NULL DEFAULT 0,
    "fen" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "live_campaign_amount_pkey" PRIMARY KEY ("campaign","level","prefix")
);



-- The largest gifts of a campaign are its first rows here.
CREATE INDEX giving_gift_largest ON giving_gift (campaign, amount_fen DESC, confirmed_at, id)
  WHERE state = 'confirmed' AND refunded_at IS NULL;

-- Whoever looks at what is open must not read what was resolved long ago.
CREATE INDEX IF NOT EXISTS platform_alert_open ON platform_alert (last_seen_at DESC) WHERE resolved_at IS NULL;

-- What the figures of monitoring must be, from raw rows: audit-books holds the projection against these views, and the
-- last lines of this migration fill it from them. docs/decisions/0014 says why a gift has an hour and takings only a day.
CREATE VIEW live_raised_line AS
  SELECT l.campaign, l.fund, e.id AS entry_id, e.channel, -l.amount_fen AS fen, e.kind = 'reversal' AS back,
         CASE WHEN e.kind = 'gift' THEN 1 WHEN r.kind = 'gift' THEN -1 ELSE 0 END AS counts,
         CASE WHEN e.kind = 'gift' OR r.kind = 'gift' THEN shanghai_day(e.posted_at) ELSE e.occurred_on END AS day,
         CASE WHEN e.kind = 'gift' OR r.kind = 'gift' THEN extract(hour FROM e.posted_at AT TIME ZONE 'Asia/Shanghai')::smallint
              ELSE -1::smallint END AS hour
    FROM ledger_line l JOIN ledger_account a ON a.code = l.account AND a.raised
    JOIN ledger_entry e ON e.id = l.entry_id JOIN ledger_leaf s ON s.entry_id = e.id
    LEFT JOIN ledger_entry r ON r.id = e.reverses WHERE l.campaign IS NOT NULL;

CREATE VIEW live_true_hour AS
  SELECT campaign, day, hour, channel, sum(fen)::bigint AS confirmed_fen,
         coalesce(-sum(fen) FILTER (WHERE back), 0)::bigint AS refunded_fen, sum(counts)::bigint AS gifts
    FROM (SELECT campaign, entry_id, day, hour, channel, back, counts, sum(fen) AS fen FROM live_raised_line
           GROUP BY campaign, entry_id, day, hour, channel, back, counts) e
   GROUP BY campaign, day, hour, channel;

CREATE VIEW live_true_fund_day AS
  SELECT campaign, day, fund, sum(fen)::bigint AS confirmed_fen, sum(counts)::bigint AS gifts
    FROM (SELECT campaign, entry_id, day, fund, counts, sum(fen) AS fen FROM live_raised_line
           GROUP BY campaign, entry_id, day, fund, counts) e
   GROUP BY campaign, day, fund;

CREATE VIEW live_true_amount AS
  SELECT campaign, level::smallint AS level, amount >> (4 * level) AS prefix, sum(gifts)::bigint AS gifts, sum(fen)::bigint AS fen
    FROM (SELECT campaign, amount, sum(counts) AS gifts, sum(counts * amount) AS fen
            FROM (SELECT campaign, entry_id, counts, (counts * sum(fen))::bigint AS amount FROM live_raised_line
                   WHERE counts <> 0 GROUP BY campaign, entry_id, counts) e
           WHERE amount > 0 GROUP BY campaign, amount) a, generate_series(0, 12) AS level
   GROUP BY campaign, level, amount >> (4 * level);

-- No seal may come between: what is sealed already is counted here, what is sealed later by the sealer.
DO $$ BEGIN PERFORM pg_advisory_xact_lock(hashtextextended('ledger.seal', 0)); END $$;
INSERT INTO live_campaign_hour (campaign, day, hour, channel, confirmed_fen, refunded_fen, gifts)
  SELECT campaign, day, hour, channel, confirmed_fen, refunded_fen, gifts FROM live_true_hour;
INSERT INTO live_campaign_fund_day (campaign, day, fund, confirmed_fen, gifts)
  SELECT campaign, day, fund, confirmed_fen, gifts FROM live_true_fund_day;
INSERT INTO live_campaign_amount (campaign, level, prefix, gifts, fen)
  SELECT campaign, level, prefix, gifts, fen FROM live_true_amount;
