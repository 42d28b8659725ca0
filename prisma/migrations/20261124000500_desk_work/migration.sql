-- AlterTable
ALTER TABLE "giving_gift" ADD COLUMN     "held_at" TIMESTAMPTZ(3),
ADD COLUMN     "held_fact" JSONB,
ADD COLUMN     "hold_decision" TEXT,
ADD COLUMN     "hold_note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "message_decided_at" TIMESTAMPTZ(3),
ADD COLUMN     "message_decided_by" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "name_state" TEXT NOT NULL DEFAULT 'shown';

-- CreateTable
CREATE TABLE "ledger_proof" (
    "id" BIGSERIAL NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "finished_at" TIMESTAMPTZ(3),
    "entries" BIGINT,
    "leaves" BIGINT,
    "fault" JSONB,

    CONSTRAINT "ledger_proof_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ledger_proof_finished_at_idx" ON "ledger_proof"("finished_at");



-- Rules and indexes of the desk's daily work.

ALTER TABLE giving_gift ADD CONSTRAINT giving_gift_name_state CHECK (name_state IN ('shown', 'hidden'));
ALTER TABLE giving_gift ADD CONSTRAINT giving_gift_hold_decision CHECK (hold_decision IN ('keep', 'return'));
ALTER TABLE ledger_proof ADD CONSTRAINT ledger_proof_state CHECK (state IN ('running', 'clean', 'fault', 'abandoned'));
-- One proof of the books at a time, in whichever process.
CREATE UNIQUE INDEX ledger_proof_running ON ledger_proof ((true)) WHERE state = 'running';
-- What waits is short, whatever the table's length.
CREATE INDEX giving_gift_message_waiting ON giving_gift (campaign, confirmed_at, id)
  WHERE message_state = 'waiting' AND state = 'confirmed';
CREATE INDEX giving_gift_message_decided ON giving_gift (message_decided_at DESC, id DESC) WHERE message_decided_at IS NOT NULL;
CREATE INDEX giving_gift_name_public ON giving_gift (confirmed_at DESC, id DESC)
  WHERE name_consent AND donor_name <> '' AND state = 'confirmed';
CREATE INDEX giving_gift_held ON giving_gift (held_at, id) WHERE state = 'held';
-- Never paid and not yet erased; also what the burst detector counts.
CREATE INDEX giving_gift_unpaid ON giving_gift (created_at) WHERE state IN ('started', 'failed', 'expired') AND octet_length(salt) > 0;
CREATE INDEX platform_alert_open ON platform_alert (last_seen_at DESC) WHERE resolved_at IS NULL;

-- What was held before this column: the alert knows what came, where it tells of the same payment.
UPDATE giving_gift g SET held_at = a.created_at, held_fact = a.detail - 'reason' - 'gift'
  FROM platform_alert a WHERE g.state = 'held' AND a.kind = 'gift-held' AND a.subject = g.id::text
   AND a.detail ->> 'paymentRef' = g.payment_ref;
UPDATE giving_gift SET held_at = created_at WHERE state = 'held' AND held_at IS NULL;

-- As before, and what came is kept beside the held gift, so that a person can accept exactly that.
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
