-- AlterTable
ALTER TABLE "giving_gift" ADD COLUMN     "refunded_fen" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "giving_refund" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "gift_id" UUID NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "fee_fen" BIGINT NOT NULL DEFAULT 0,
    "funds" TEXT[],
    "share_fens" BIGINT[],
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'asked',
    "failure" TEXT NOT NULL DEFAULT '',
    "provider_ref" TEXT,
    "entry_id" BIGINT,
    "refunded_on" DATE,
    "asked_by" TEXT NOT NULL DEFAULT '',
    "asked_name" TEXT NOT NULL DEFAULT '',
    "agreed_by" TEXT NOT NULL DEFAULT '',
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "tried_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "giving_refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_dispute" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "gift_id" UUID NOT NULL,
    "provider_ref" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "fee_fen" BIGINT NOT NULL DEFAULT 0,
    "over_fen" BIGINT NOT NULL DEFAULT 0,
    "funds" TEXT[],
    "share_fens" BIGINT[],
    "state" TEXT NOT NULL DEFAULT 'withheld',
    "opened_on" DATE NOT NULL,
    "closed_on" DATE,
    "entry_id" BIGINT NOT NULL,
    "closing_id" BIGINT,

    CONSTRAINT "giving_dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "giving_kept_fact" (
    "about" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "payment_ref" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "fact" JSONB NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "alerted_at" TIMESTAMPTZ(3),

    CONSTRAINT "giving_kept_fact_pkey" PRIMARY KEY ("about","ref")
);

-- CreateTable
CREATE TABLE "payments_balance_transaction" (
    "provider" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "fee_fen" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "source_ref" TEXT NOT NULL,
    "entry_source" TEXT NOT NULL DEFAULT '',
    "entry_key" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "payout_ref" TEXT,

    CONSTRAINT "payments_balance_transaction_pkey" PRIMARY KEY ("provider","id")
);

-- CreateTable
CREATE TABLE "payments_payout" (
    "provider" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "arrives_on" DATE NOT NULL,
    "listed_fen" BIGINT,
    "entry_id" BIGINT,
    "booked_on" DATE,

    CONSTRAINT "payments_payout_pkey" PRIMARY KEY ("provider","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "giving_refund_provider_ref_key" ON "giving_refund"("provider_ref");

-- CreateIndex
CREATE UNIQUE INDEX "giving_refund_entry_id_key" ON "giving_refund"("entry_id");

-- CreateIndex
CREATE INDEX "giving_refund_gift_id_idx" ON "giving_refund"("gift_id");

-- CreateIndex
CREATE UNIQUE INDEX "giving_dispute_provider_ref_key" ON "giving_dispute"("provider_ref");

-- CreateIndex
CREATE UNIQUE INDEX "giving_dispute_entry_id_key" ON "giving_dispute"("entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "giving_dispute_closing_id_key" ON "giving_dispute"("closing_id");

-- CreateIndex
CREATE INDEX "giving_dispute_gift_id_idx" ON "giving_dispute"("gift_id");

-- CreateIndex
CREATE INDEX "giving_kept_fact_payment_ref_idx" ON "giving_kept_fact"("payment_ref");

-- CreateIndex
CREATE INDEX "payments_balance_transaction_created_at_idx" ON "payments_balance_transaction"("created_at");

-- CreateIndex
CREATE INDEX "payments_balance_transaction_payout_ref_idx" ON "payments_balance_transaction"("payout_ref");

-- CreateIndex
CREATE INDEX "payments_balance_transaction_entry_source_entry_key_idx" ON "payments_balance_transaction"("entry_source", "entry_key");

-- CreateIndex
CREATE UNIQUE INDEX "payments_payout_entry_id_key" ON "payments_payout"("entry_id");

-- CreateIndex
CREATE INDEX "payments_payout_arrives_on_idx" ON "payments_payout"("arrives_on");

-- AddForeignKey
ALTER TABLE "giving_refund" ADD CONSTRAINT "giving_refund_gift_id_fkey" FOREIGN KEY ("gift_id") REFERENCES "giving_gift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "giving_dispute" ADD CONSTRAINT "giving_dispute_gift_id_fkey" FOREIGN KEY ("gift_id") REFERENCES "giving_gift"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Late news by its real day: few, and looked for by day.
CREATE INDEX ledger_entry_adjusts ON ledger_entry (adjusts_on) WHERE adjusts_on IS NOT NULL;

-- Rules of money back.

ALTER TABLE giving_gift ADD CONSTRAINT giving_gift_refunded CHECK (refunded_fen BETWEEN 0 AND amount_fen);
ALTER TABLE giving_refund ADD CONSTRAINT giving_refund_state CHECK (state IN ('asked', 'sent', 'settled', 'failed'));
ALTER TABLE giving_refund ADD CONSTRAINT giving_refund_amount CHECK (amount_fen >= 0 AND fee_fen >= 0 AND amount_fen + fee_fen > 0);
ALTER TABLE giving_refund ADD CONSTRAINT giving_refund_settled
  CHECK (state <> 'settled' OR (entry_id IS NOT NULL AND refunded_on IS NOT NULL));
ALTER TABLE giving_dispute ADD CONSTRAINT giving_dispute_state
  CHECK (state IN ('withheld', 'won', 'lost') AND (state = 'withheld') = (closing_id IS NULL));
-- What waits is short, whatever the table's length.
CREATE INDEX giving_refund_open ON giving_refund (asked_at) WHERE state IN ('asked', 'sent');
CREATE INDEX giving_dispute_open ON giving_dispute (gift_id) WHERE state = 'withheld';

-- What of a gift is still there, per fund, and of its covered fee: what is asked for and not yet back counts as gone, so that
-- two at once cannot take more than was given. Ask it with the gift's row locked.
CREATE FUNCTION giving_left(p_gift uuid) RETURNS TABLE (fund text, fen bigint) LANGUAGE sql STABLE AS $$
  SELECT a.fund, (a.amount_fen
           - coalesce((SELECT sum(s.fen) FROM giving_refund r, unnest(r.funds, r.share_fens) AS s (fund, fen)
                        WHERE r.gift_id = p_gift AND r.state <> 'failed' AND s.fund = a.fund), 0)
           - coalesce((SELECT sum(s.fen) FROM giving_dispute d, unnest(d.funds, d.share_fens) AS s (fund, fen)
                        WHERE d.gift_id = p_gift AND d.state <> 'won' AND s.fund = a.fund), 0))::bigint
    FROM giving_allocation a WHERE a.gift_id = p_gift
$$;
CREATE FUNCTION giving_fee_left(p_gift uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT (g.fee_cover_fen - coalesce((SELECT sum(fee_fen) FROM giving_refund WHERE gift_id = g.id AND state <> 'failed'), 0)
           - coalesce((SELECT sum(fee_fen) FROM giving_dispute WHERE gift_id = g.id AND state <> 'won'), 0))::bigint
    FROM giving_gift g WHERE g.id = p_gift
$$;

-- Splits money back over what is left of each fund, by largest remainder: no fund gives more than it has, and the last one takes
-- exactly what is left. `p_fen` is at most what is left in all.
CREATE FUNCTION giving_split_back(p_gift uuid, p_fen bigint, OUT funds text[], OUT fens bigint[]) LANGUAGE sql STABLE AS $$
  WITH l AS (SELECT fund, fen::numeric AS has, sum(fen) OVER ()::numeric AS whole FROM giving_left(p_gift) WHERE fen > 0),
       b AS (SELECT fund, has, div(p_fen * has, whole) AS base, mod(p_fen * has, whole) AS rest FROM l),
       n AS (SELECT fund, base, row_number() OVER (ORDER BY rest DESC, has DESC, fund) AS place, sum(base) OVER () AS based FROM b),
       s AS (SELECT fund, (base + CASE WHEN place <= p_fen - based THEN 1 ELSE 0 END)::bigint AS fen FROM n)
  SELECT coalesce(array_agg(fund ORDER BY fund), '{}'), coalesce(array_agg(fen ORDER BY fund), '{}') FROM s WHERE fen > 0
$$;

-- One entry that takes money of a gift from `p_credit` to the three debits: the funds' own, the covered fee's, and what goes beyond
-- the gift. A side may be the same account for all. Answers the entry.
CREATE FUNCTION giving_post_back(
  p_source text, p_key text, p_kind text, p_on date, p_channel text, p_campaign text, p_funds text[], p_fens bigint[], p_fee bigint,
  p_over bigint, p_debits text[], p_credits text[], p_reverses bigint DEFAULT NULL
) RETURNS bigint LANGUAGE sql AS $$
  WITH parts AS (
    SELECT 1 AS part, s.n, s.fund, p_campaign AS campaign, s.fen FROM unnest(p_funds, p_fens) WITH ORDINALITY AS s (fund, fen, n)
    UNION ALL SELECT 2, 1, 'payment-costs', NULL, p_fee WHERE p_fee > 0
    UNION ALL SELECT 3, 1, 'payment-costs', NULL, p_over WHERE p_over > 0
  ), lines AS (
    SELECT part, n, side, CASE side WHEN 1 THEN p_debits[part] ELSE p_credits[part] END AS account, fund, campaign,
           CASE side WHEN 1 THEN fen ELSE -fen END AS fen
      FROM parts, (VALUES (1), (2)) AS s (side)
  )
  SELECT p.entry_id FROM (
    SELECT array_agg(account ORDER BY part, n, side) AS accounts, array_agg(fund ORDER BY part, n, side) AS funds,
           array_agg(campaign ORDER BY part, n, side) AS campaigns, array_agg(fen ORDER BY part, n, side) AS fens FROM lines
  ) a, ledger_post(p_source, p_key, p_kind, p_on, p_channel, '', NULL, p_reverses, a.accounts, a.funds, a.campaigns, a.fens) p
$$;

-- Moves what a gift says of itself; with the last fen back it is refunded.
CREATE FUNCTION giving_move_refunded(p_gift uuid, p_fen bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE giving_gift SET refunded_fen = refunded_fen + p_fen,
         refunded_at = CASE WHEN refunded_fen + p_fen = amount_fen THEN coalesce(refunded_at, clock_timestamp()) END
   WHERE id = p_gift AND p_fen <> 0
$$;

-- Keeps a fact for later; of several about the same thing the last word.
CREATE FUNCTION giving_keep_fact(p_fact jsonb) RETURNS jsonb LANGUAGE sql AS $$
  INSERT INTO giving_kept_fact AS k (about, ref, payment_ref, rank, fact)
  VALUES (p_fact ->> 'about', p_fact ->> 'ref', p_fact ->> 'paymentRef',
          CASE p_fact ->> 'status' WHEN 'pending' THEN 1 WHEN 'withheld' THEN 1 WHEN 'failed' THEN 3 ELSE 2 END, p_fact)
  ON CONFLICT (about, ref) DO UPDATE SET rank = excluded.rank, fact = excluded.fact WHERE excluded.rank >= k.rank;
  SELECT jsonb_build_object('outcome', 'kept')
$$;

-- A refund { about: refund, ref, refundId, paymentRef, status: pending | succeeded | failed, amountFen, currency, at }. The gift's row
-- lock makes deliveries one after the other. Ours is known by its id, one made at the provider by its ref. Outcomes: refunded,
-- refund-sent, refund-failed, already, kept (no such payment yet, or more than is left), not-booked (alerted).
CREATE FUNCTION giving_settle_refund(p_fact jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  g giving_gift%ROWTYPE; r giving_refund%ROWTYPE; s record;
  v_status text := p_fact ->> 'status'; v_ref text := p_fact ->> 'ref'; v_fen bigint := (p_fact ->> 'amountFen')::bigint;
  v_on date := shanghai_day((p_fact ->> 'at')::timestamptz);
  v_left bigint; v_fee bigint; v_entry bigint; v_why text;
BEGIN
  SELECT * INTO g FROM giving_gift WHERE payment_ref = p_fact ->> 'paymentRef' AND state = 'confirmed' FOR UPDATE;
  IF g.id IS NULL THEN
    -- A held gift that goes back, as a person decided, never was in the books.
    IF EXISTS (SELECT FROM giving_gift WHERE state = 'held' AND payment_ref = p_fact ->> 'paymentRef' AND hold_decision = 'return') THEN
      RETURN jsonb_build_object('outcome', 'ignored');
    END IF;
    RETURN giving_keep_fact(p_fact);
  END IF;
  SELECT * INTO r FROM giving_refund WHERE provider_ref = v_ref;
  IF r.id IS NULL THEN
    SELECT * INTO r FROM giving_refund
     WHERE id::text = p_fact ->> 'refundId' AND gift_id = g.id AND provider_ref IS NULL AND state <> 'failed';
  END IF;
  IF r.state = 'failed' OR (r.state = 'settled' AND v_status <> 'failed') OR (r.state = 'sent' AND v_status = 'pending') THEN
    RETURN jsonb_build_object('outcome', 'already', 'gift', g.id);
  END IF;

  SELECT sum(fen) INTO v_left FROM giving_left(g.id);
  v_fee := giving_fee_left(g.id);
  v_why := CASE
    WHEN r.gift_id IS NOT NULL AND r.gift_id <> g.id THEN 'other-gift'
    WHEN upper(p_fact ->> 'currency') IS DISTINCT FROM g.currency THEN 'currency-differs'
    WHEN r.id IS NOT NULL AND v_fen <> r.amount_fen + r.fee_fen THEN 'amount-differs'
    WHEN r.id IS NULL AND v_status <> 'failed' AND v_fen > v_left + v_fee THEN 'more-than-left'
  END;
  IF v_why IS NOT NULL THEN
    PERFORM platform_alert('refund-not-booked', g.id::text, p_fact || jsonb_build_object('reason', v_why));
    -- What another refund holds may come free: that one is tried again.
    IF v_why = 'more-than-left' THEN PERFORM giving_keep_fact(p_fact); END IF;
    RETURN jsonb_build_object('outcome', 'not-booked', 'gift', g.id, 'reason', v_why);
  END IF;

  IF r.id IS NULL THEN
    IF v_status = 'failed' THEN
      -- Remembered, so that an older word of it books nothing.
      INSERT INTO giving_refund (gift_id, amount_fen, funds, share_fens, reason, state, failure, provider_ref)
      VALUES (g.id, v_fen, '{}', '{}', 'at-provider', 'failed', coalesce(p_fact ->> 'failure', ''), v_ref);
      RETURN jsonb_build_object('outcome', 'refund-failed', 'gift', g.id);
    END IF;
    SELECT * INTO s FROM giving_split_back(g.id, least(v_fen, v_left));
    INSERT INTO giving_refund (gift_id, amount_fen, fee_fen, funds, share_fens, reason, state, provider_ref)
    VALUES (g.id, least(v_fen, v_left), v_fen - least(v_fen, v_left), s.funds, s.fens, 'at-provider', 'sent', v_ref)
    RETURNING * INTO r;
  END IF;

  IF v_status = 'failed' THEN
    IF r.state = 'settled' THEN
      PERFORM giving_post_back('refund', v_ref || ':failed', 'reversal', v_on, g.channel, g.campaign, r.funds, r.share_fens, r.fee_fen, 0,
        ARRAY['provider-clearing', 'provider-clearing'], ARRAY['donations', 'fee-cover'], r.entry_id);
      PERFORM giving_move_refunded(g.id, -r.amount_fen);
    END IF;
    UPDATE giving_refund SET state = 'failed', failure = coalesce(p_fact ->> 'failure', ''), provider_ref = v_ref WHERE id = r.id;
    PERFORM platform_alert('refund-failed', g.id::text, p_fact);
    RETURN jsonb_build_object('outcome', 'refund-failed', 'gift', g.id);
  END IF;
  IF v_status = 'pending' THEN
    UPDATE giving_refund SET state = 'sent', provider_ref = v_ref WHERE id = r.id;
    RETURN jsonb_build_object('outcome', 'refund-sent', 'gift', g.id);
  END IF;
  v_entry := giving_post_back('refund', v_ref, 'refund', v_on, g.channel, g.campaign, r.funds, r.share_fens, r.fee_fen, 0,
    ARRAY['donations', 'fee-cover'], ARRAY['provider-clearing', 'provider-clearing']);
  UPDATE giving_refund SET state = 'settled', provider_ref = v_ref, entry_id = v_entry, refunded_on = v_on, settled_at = clock_timestamp()
   WHERE id = r.id;
  PERFORM giving_move_refunded(g.id, r.amount_fen);
  RETURN jsonb_build_object('outcome', 'refunded', 'gift', g.id);
END $$;

-- What the provider says has gone back of a payment in all { about: refund-total, ref: the payment, amountFen }: books nothing by
-- itself, but waits until each refund has been told; what stays untold is alerted by giving_settle_kept.
CREATE FUNCTION giving_settle_refund_total(p_fact jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT CASE WHEN (SELECT coalesce(sum(r.amount_fen + r.fee_fen), 0) FROM giving_refund r JOIN giving_gift g ON g.id = r.gift_id
                     WHERE g.payment_ref = p_fact ->> 'paymentRef' AND g.state = 'confirmed' AND r.state = 'settled')
                   >= (p_fact ->> 'amountFen')::bigint
              THEN jsonb_build_object('outcome', 'already') ELSE giving_keep_fact(p_fact) END
$$;

-- A dispute { about: dispute, ref, paymentRef, status: withheld | won | lost, amountFen, currency, openedAt, at }: what was taken is
-- withheld in `disputed` until it is won (back to the provider's balance) or lost (refunded, and the totals fall). A close that
-- overtakes its opening books both. Outcomes: disputed, dispute-won, dispute-lost, already, kept, not-booked (alerted).
CREATE FUNCTION giving_settle_dispute(p_fact jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  g giving_gift%ROWTYPE; d giving_dispute%ROWTYPE; s record;
  v_status text := p_fact ->> 'status'; v_ref text := p_fact ->> 'ref'; v_fen bigint := (p_fact ->> 'amountFen')::bigint;
  v_opened date := shanghai_day((p_fact ->> 'openedAt')::timestamptz);
  v_on date := shanghai_day((p_fact ->> 'at')::timestamptz);
  v_gift bigint; v_fee bigint; v_why text; v_new boolean := false;
  c_held text[] := ARRAY['disputed', 'disputed', 'disputed'];
  c_clearing text[] := ARRAY['provider-clearing', 'provider-clearing', 'provider-clearing'];
BEGIN
  SELECT * INTO g FROM giving_gift WHERE payment_ref = p_fact ->> 'paymentRef' AND state = 'confirmed' FOR UPDATE;
  IF g.id IS NULL THEN RETURN giving_keep_fact(p_fact); END IF;
  SELECT * INTO d FROM giving_dispute WHERE provider_ref = v_ref;
  v_why := CASE
    WHEN upper(p_fact ->> 'currency') IS DISTINCT FROM g.currency THEN 'currency-differs'
    WHEN d.id IS NOT NULL AND v_fen <> d.amount_fen + d.fee_fen + d.over_fen THEN 'amount-differs'
    WHEN d.state <> 'withheld' AND v_status <> 'withheld' AND v_status <> d.state THEN 'closed-otherwise'
  END;
  IF v_why IS NOT NULL THEN
    PERFORM platform_alert('dispute-not-booked', g.id::text, p_fact || jsonb_build_object('reason', v_why));
    RETURN jsonb_build_object('outcome', 'not-booked', 'gift', g.id, 'reason', v_why);
  END IF;
  IF d.id IS NULL THEN
    v_new := true;
    SELECT least(v_fen, sum(fen)) INTO v_gift FROM giving_left(g.id);
    v_fee := least(v_fen - v_gift, giving_fee_left(g.id));
    SELECT * INTO s FROM giving_split_back(g.id, v_gift);
    INSERT INTO giving_dispute (gift_id, provider_ref, amount_fen, fee_fen, over_fen, funds, share_fens, opened_on, entry_id)
    VALUES (g.id, v_ref, v_gift, v_fee, v_fen - v_gift - v_fee, s.funds, s.fens, v_opened,
            giving_post_back('dispute', v_ref || ':opened', 'dispute', v_opened, g.channel, g.campaign, s.funds, s.fens, v_fee,
              v_fen - v_gift - v_fee, c_held, c_clearing))
    RETURNING * INTO d;
    PERFORM platform_alert('dispute-opened', g.id::text, p_fact);
  END IF;
  IF v_status = 'withheld' OR v_status = d.state THEN
    RETURN jsonb_build_object('outcome', CASE WHEN v_new THEN 'disputed' ELSE 'already' END, 'gift', g.id);
  END IF;
  UPDATE giving_dispute SET state = v_status, closed_on = v_on, closing_id = CASE v_status
      WHEN 'won' THEN giving_post_back('dispute', v_ref || ':won', 'dispute', v_on, g.channel, g.campaign, d.funds, d.share_fens, d.fee_fen,
        d.over_fen, c_clearing, c_held)
      ELSE giving_post_back('dispute', v_ref || ':lost', 'refund', v_on, g.channel, g.campaign, d.funds, d.share_fens, d.fee_fen, d.over_fen,
        ARRAY['donations', 'fee-cover', 'provider-fees'], c_held) END
   WHERE id = d.id;
  IF v_status = 'lost' THEN PERFORM giving_move_refunded(g.id, d.amount_fen); END IF;
  RETURN jsonb_build_object('outcome', 'dispute-' || v_status, 'gift', g.id);
END $$;

CREATE FUNCTION giving_settle_back(p_fact jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT CASE p_fact ->> 'about' WHEN 'refund' THEN giving_settle_refund(p_fact) WHEN 'refund-total' THEN giving_settle_refund_total(p_fact)
              WHEN 'dispute' THEN giving_settle_dispute(p_fact) ELSE jsonb_build_object('outcome', 'ignored') END
$$;

-- Takes up what was kept: of one payment (null: of all whose payment has come). What fits no more is kept again; what no payment
-- has come for in ten minutes is alerted once. Answers how many were applied.
CREATE FUNCTION giving_settle_kept(p_payment text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE k giving_kept_fact%ROWTYPE; v_answer jsonb; v_applied integer := 0; v_late integer;
BEGIN
  FOR k IN SELECT f.* FROM giving_kept_fact f
            WHERE (p_payment IS NULL OR f.payment_ref = p_payment)
              AND EXISTS (SELECT FROM giving_gift WHERE payment_ref = f.payment_ref AND state = 'confirmed')
            ORDER BY f.about = 'dispute', f.kept_at FOR UPDATE SKIP LOCKED
  LOOP
    CONTINUE WHEN k.about = 'refund' AND k.alerted_at IS NOT NULL AND NOT EXISTS (
      SELECT FROM giving_gift g WHERE g.payment_ref = k.payment_ref AND g.state = 'confirmed' AND (k.fact ->> 'amountFen')::bigint
        <= giving_fee_left(g.id) + (SELECT sum(fen) FROM giving_left(g.id)));
    DELETE FROM giving_kept_fact WHERE about = k.about AND ref = k.ref;
    v_answer := giving_settle_back(k.fact);
    IF v_answer ->> 'outcome' IN ('kept', 'not-booked') THEN
      -- Its age stays its own.
      UPDATE giving_kept_fact SET kept_at = k.kept_at,
             alerted_at = CASE WHEN v_answer ->> 'outcome' = 'not-booked' THEN clock_timestamp() ELSE k.alerted_at END
       WHERE about = k.about AND ref = k.ref;
    ELSE
      v_applied := v_applied + 1;
    END IF;
  END LOOP;
  IF p_payment IS NULL THEN
    WITH late AS (
      UPDATE giving_kept_fact SET alerted_at = clock_timestamp()
       WHERE alerted_at IS NULL AND kept_at < clock_timestamp() - interval '10 minutes' RETURNING about, payment_ref, fact
    )
    SELECT count(platform_alert(CASE about WHEN 'dispute' THEN 'dispute-not-booked' ELSE 'refund-not-booked' END, payment_ref,
             fact || jsonb_build_object('reason', CASE about WHEN 'refund-total' THEN 'refund-untold' ELSE 'payment-unknown' END))::text)
      INTO v_late FROM late;
  END IF;
  RETURN v_applied;
END $$;

-- As before; a fact that says what it is `about` is money back, and what came of it before its payment is applied with the payment.
-- Answers a payment fact { giftId, status, amountFen, currency, paymentRef, channel, at } announced by a gateway.
-- The gift's row lock makes twenty deliveries at once one after the other; each state is answered the same whenever
-- and however often its fact comes, so the order of events does not matter. Outcomes: confirmed, already, pending,
-- failed, expired, ignored, held (a person decides, nothing is posted), unmatched.
CREATE OR REPLACE FUNCTION giving_settle(p_fact jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  g giving_gift%ROWTYPE;
  v_status text := p_fact ->> 'status';
  v_ref text := p_fact ->> 'paymentRef';
  v_on date := shanghai_day((p_fact ->> 'at')::timestamptz);
  v_channel text := coalesce(p_fact ->> 'channel', 'other');
  v_accounts text[]; v_funds text[]; v_campaigns text[]; v_amounts bigint[];
  v_entry bigint; v_ack bigint; v_why text;
BEGIN
  IF p_fact IS NULL THEN RETURN NULL; END IF;
  IF p_fact ? 'about' THEN RETURN giving_settle_back(p_fact); END IF;
  IF p_fact ->> 'giftId' ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' THEN
    SELECT * INTO g FROM giving_gift WHERE id = (p_fact ->> 'giftId')::uuid FOR UPDATE;
  END IF;
  IF g.id IS NULL THEN
    IF v_status IN ('paid', 'processing') THEN
      PERFORM platform_alert('payment-unmatched', coalesce(v_ref, p_fact ->> 'giftId', 'none'), p_fact);
    END IF;
    RETURN jsonb_build_object('outcome', 'unmatched');
  END IF;

  IF v_status = 'paid' THEN
    v_why := CASE
      WHEN (p_fact ->> 'amountFen')::bigint IS DISTINCT FROM g.amount_fen + g.fee_cover_fen THEN 'amount-differs'
      WHEN upper(p_fact ->> 'currency') IS DISTINCT FROM g.currency THEN 'currency-differs'
      WHEN g.state = 'confirmed' AND g.payment_ref IS DISTINCT FROM v_ref THEN 'second-payment'
      WHEN g.state = 'confirmed' THEN NULL
      -- Held stays held, whatever else comes: a person decides.
      WHEN g.state = 'held' THEN coalesce(g.held_reason, 'held')
      WHEN (SELECT sum(amount_fen) FROM giving_allocation WHERE gift_id = g.id) IS DISTINCT FROM g.amount_fen
        THEN 'allocation-differs'
      WHEN EXISTS (SELECT FROM giving_gift WHERE payment_ref = v_ref AND state = 'confirmed') THEN 'payment-used'
      WHEN EXISTS (SELECT FROM campaigns_campaign WHERE slug = g.campaign AND state = 'settled') THEN 'campaign-settled'
    END;
    IF v_why IS NOT NULL THEN
      IF g.state <> 'confirmed' THEN
        IF g.state = 'pending' THEN
          INSERT INTO giving_pending_move (campaign, amount_fen, gifts) VALUES (g.campaign, -g.amount_fen, -1);
        END IF;
        IF g.state <> 'held' THEN
          UPDATE giving_gift SET state = 'held', held_reason = v_why, payment_ref = v_ref, channel = v_channel,
                 held_fact = p_fact, held_at = clock_timestamp() WHERE id = g.id;
        END IF;
      END IF;
      PERFORM platform_alert(
        CASE WHEN g.state <> 'confirmed' THEN 'gift-held' WHEN v_why = 'second-payment' THEN 'payment-second' ELSE 'payment-differs' END,
        CASE WHEN g.state <> 'confirmed' THEN g.id::text ELSE v_ref END,
        p_fact || jsonb_build_object('reason', v_why, 'gift', g.id));
      RETURN jsonb_build_object('outcome', 'held', 'gift', g.id, 'reason', v_why);
    END IF;
    IF g.state = 'confirmed' THEN
      RETURN jsonb_build_object('outcome', 'already', 'gift', g.id);
    END IF;

    -- From here on it must succeed. Debit what the provider holds for us, credit what was given, per fund; a covered
    -- fee is the federation's own income to pay fees with and carries no campaign, so no total counts it.
    SELECT array_agg(x.account ORDER BY x.position, x.n), array_agg(x.fund ORDER BY x.position, x.n),
           array_agg(x.campaign ORDER BY x.position, x.n), array_agg(x.amount ORDER BY x.position, x.n)
      INTO v_accounts, v_funds, v_campaigns, v_amounts
      FROM (
        SELECT s.n, a.fund AS position, a.fund, g.campaign AS campaign,
               CASE s.n WHEN 1 THEN 'provider-clearing' ELSE 'donations' END AS account,
               CASE s.n WHEN 1 THEN a.amount_fen ELSE -a.amount_fen END AS amount
          FROM giving_allocation a, (VALUES (1), (2)) s (n) WHERE a.gift_id = g.id
        UNION ALL
        SELECT s.n, '~', 'payment-costs', NULL,
               CASE s.n WHEN 1 THEN 'provider-clearing' ELSE 'fee-cover' END,
               CASE s.n WHEN 1 THEN g.fee_cover_fen ELSE -g.fee_cover_fen END
          FROM (VALUES (1), (2)) s (n) WHERE g.fee_cover_fen > 0
      ) x;
    SELECT entry_id INTO v_entry FROM ledger_post(
      'gift', g.id::text, 'gift', v_on, v_channel, '', g.donor_commitment, NULL, v_accounts, v_funds, v_campaigns, v_amounts);
    v_ack := nextval('giving_ack_number');
    UPDATE giving_gift SET state = 'confirmed', entry_id = v_entry, ack_number = v_ack, paid_on = v_on, payment_ref = v_ref,
           channel = v_channel, confirmed_at = clock_timestamp(), held_reason = NULL WHERE id = g.id;
    IF g.state = 'pending' THEN
      INSERT INTO giving_pending_move (campaign, amount_fen, gifts) VALUES (g.campaign, -g.amount_fen, -1);
    END IF;
    IF g.contact_email <> '' THEN
      INSERT INTO platform_outbox (topic, payload) VALUES ('send-acknowledgement', jsonb_build_object('giftId', g.id));
    END IF;
    IF EXISTS (SELECT FROM giving_kept_fact WHERE payment_ref = v_ref) THEN PERFORM giving_settle_kept(v_ref); END IF;
    RETURN jsonb_build_object('outcome', 'confirmed', 'gift', g.id);
  END IF;

  IF v_status = 'processing' THEN
    -- Only from the start: a failure that overtook this fact is final for its checkout.
    IF g.state <> 'started' THEN RETURN jsonb_build_object('outcome', 'already', 'gift', g.id); END IF;
    UPDATE giving_gift SET state = 'pending', channel = v_channel, payment_ref = v_ref WHERE id = g.id;
    INSERT INTO giving_pending_move (campaign, amount_fen, gifts) VALUES (g.campaign, g.amount_fen, 1);
    RETURN jsonb_build_object('outcome', 'pending', 'gift', g.id);
  END IF;

  IF v_status IN ('failed', 'expired') THEN
    IF g.state NOT IN ('started', 'pending') THEN RETURN jsonb_build_object('outcome', 'ignored', 'gift', g.id); END IF;
    IF g.state = 'pending' THEN
      INSERT INTO giving_pending_move (campaign, amount_fen, gifts) VALUES (g.campaign, -g.amount_fen, -1);
    END IF;
    UPDATE giving_gift SET state = v_status WHERE id = g.id;
    RETURN jsonb_build_object('outcome', v_status, 'gift', g.id);
  END IF;
  RETURN jsonb_build_object('outcome', 'ignored', 'gift', g.id);
END $$;
