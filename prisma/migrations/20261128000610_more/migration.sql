-- Payouts that two people let in though they do not add up, or are not explained.
ALTER TABLE "payments_payout" ADD COLUMN     "accepted_fen" BIGINT,
ADD COLUMN     "accepted_note" TEXT NOT NULL DEFAULT '';
-- Only what is booked was accepted, and with a reason.
ALTER TABLE payments_payout ADD CONSTRAINT payments_payout_accepted
  CHECK ((accepted_fen IS NULL) = (accepted_note = '') AND (accepted_fen IS NULL OR entry_id IS NOT NULL));

-- Goods of sponsors are in the books as goods: used up at what they carry, and in no total of money. Those agreed to before follow.
ALTER TABLE "giving_sponsor" ADD COLUMN     "goods_entry_id" BIGINT;
CREATE UNIQUE INDEX "giving_sponsor_goods_entry_id_key" ON "giving_sponsor"("goods_entry_id");
UPDATE giving_sponsor s SET goods_entry_id = (
  SELECT entry_id FROM ledger_post('sponsor-goods', s.id::text, 'goods', shanghai_day(s.agreed_at), 'goods', '', NULL, NULL,
    ARRAY['in-kind-given', 'in-kind-gifts'], ARRAY[s.fund, s.fund], ARRAY[s.campaign, s.campaign], ARRAY[s.goods_fen, -s.goods_fen]))
 WHERE state = 'agreed' AND goods_fen > 0;
ALTER TABLE giving_sponsor ADD CONSTRAINT giving_sponsor_goods CHECK ((goods_entry_id IS NOT NULL) = (state = 'agreed' AND goods_fen > 0));

-- Goods that two people confirmed have a paper that anyone can check.
CREATE SEQUENCE giving_goods_number;
ALTER TABLE "giving_goods" ADD COLUMN     "check_code" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "number" BIGINT;
CREATE UNIQUE INDEX "giving_goods_number_key" ON "giving_goods"("number");
UPDATE giving_goods SET number = nextval('giving_goods_number'), check_code = upper(substr(md5(gen_random_uuid()::text), 1, 10)) WHERE state = 'confirmed';
ALTER TABLE giving_goods ADD CONSTRAINT giving_goods_paper CHECK ((number IS NOT NULL) = (state = 'confirmed') AND (check_code <> '') = (state = 'confirmed'));

-- As before; what a watched address pays is held, until a person has looked.
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
      -- A person wants to see what this address gives before it is in the books; `accepted` says that one has.
      WHEN g.contact_email <> '' AND NOT p_fact ? 'accepted'
        AND EXISTS (SELECT FROM giving_watched_address WHERE digest = giving_address_digest(g.contact_email)) THEN 'watched-address'
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
