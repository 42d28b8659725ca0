-- Rules of platform, payments, campaigns and giving that a single statement must keep.

-- A repeated fault raises the count of its first alert, and opens it again.
CREATE FUNCTION platform_alert(p_kind text, p_subject text, p_detail jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO platform_alert (kind, subject, detail) VALUES (p_kind, p_subject, p_detail)
  ON CONFLICT (kind, subject) DO UPDATE SET seen_times = platform_alert.seen_times + 1, detail = excluded.detail,
    last_seen_at = clock_timestamp(), resolved_at = NULL
$$;

-- Keeps the raw event beside what came of it. A second delivery changes nothing.
CREATE FUNCTION payments_store_event(
  p_provider text, p_event_id text, p_type text, p_created_at timestamptz, p_via text, p_payload text, p_outcome jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO payments_event (provider, event_id, type, created_at, via, outcome, payload)
  VALUES (p_provider, p_event_id, p_type, p_created_at, p_via, p_outcome, p_payload)
  ON CONFLICT (provider, event_id) DO NOTHING;
  RETURN coalesce(p_outcome, '{}'::jsonb) || jsonb_build_object('fresh', FOUND);
END $$;

ALTER TABLE campaigns_campaign ADD CONSTRAINT campaigns_campaign_state CHECK (state IN ('draft', 'open', 'closed', 'settled'));
ALTER TABLE campaigns_campaign ADD CONSTRAINT campaigns_campaign_period CHECK (starts_on <= ends_on);
ALTER TABLE campaigns_campaign ADD CONSTRAINT campaigns_campaign_slug CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,63}$');
-- Order 81: no public fundraising without its filing number and its designated platform.
ALTER TABLE campaigns_campaign ADD CONSTRAINT campaigns_campaign_filed
  CHECK (state = 'draft' OR members_only OR (filing_number <> '' AND filing_number IS NOT NULL
         AND designated_platform <> '' AND designated_platform IS NOT NULL));
ALTER TABLE campaigns_route ADD CONSTRAINT campaigns_route_share CHECK (basis_points BETWEEN 0 AND 10000);

ALTER TABLE giving_gift ADD CONSTRAINT giving_gift_state
  CHECK (state IN ('started', 'pending', 'confirmed', 'failed', 'expired', 'held'));
ALTER TABLE giving_gift ADD CONSTRAINT giving_gift_amount CHECK (amount_fen > 0 AND fee_cover_fen >= 0);
ALTER TABLE giving_gift ADD CONSTRAINT giving_gift_confirmed
  CHECK (state <> 'confirmed' OR (entry_id IS NOT NULL AND ack_number IS NOT NULL AND paid_on IS NOT NULL));
ALTER TABLE giving_gift ADD CONSTRAINT giving_gift_message
  CHECK (message_state IN ('none', 'waiting', 'approved', 'rejected'));
ALTER TABLE giving_allocation ADD CONSTRAINT giving_allocation_amount CHECK (amount_fen > 0);
CREATE SEQUENCE giving_ack_number START 1;
-- One payment pays for one gift, whatever an event says.
CREATE UNIQUE INDEX giving_gift_payment ON giving_gift (payment_ref) WHERE state = 'confirmed';

-- Raw events are evidence: none is lost.
CREATE TRIGGER payments_event_kept BEFORE DELETE OR TRUNCATE ON payments_event
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();

-- Answers a payment fact { giftId, status, amountFen, currency, paymentRef, channel, at } announced by a gateway.
-- The gift's row lock makes twenty deliveries at once one after the other; each state is answered the same whenever
-- and however often its fact comes, so the order of events does not matter. Outcomes: confirmed, already, pending,
-- failed, expired, ignored, held (a person decides, nothing is posted), unmatched.
CREATE FUNCTION giving_settle(p_fact jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
          UPDATE giving_gift SET state = 'held', held_reason = v_why, payment_ref = v_ref, channel = v_channel WHERE id = g.id;
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
