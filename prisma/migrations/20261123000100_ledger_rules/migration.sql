-- The ledger's own rules, kept by the database whoever asks (DESIGN: ledger rules 1, 2, 3, 5).
-- Refusals carry a coded message (ledger_*), which the verbs translate in one place.

ALTER TABLE ledger_fund ADD CONSTRAINT ledger_fund_slug CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,63}$');
ALTER TABLE ledger_account ADD CONSTRAINT ledger_account_type
  CHECK (type IN ('asset', 'liability', 'income', 'expense', 'transfer'));
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_kind
  CHECK (kind IN ('gift', 'takings', 'summary', 'transfer', 'disbursement', 'reversal'));
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_line_count CHECK (line_count >= 2);
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_reversal CHECK ((kind = 'reversal') = (reverses IS NOT NULL));
ALTER TABLE ledger_line ADD CONSTRAINT ledger_line_no CHECK (line_no >= 1);
ALTER TABLE ledger_line ADD CONSTRAINT ledger_line_amount CHECK (amount_fen <> 0);
ALTER TABLE ledger_line ADD CONSTRAINT ledger_line_currency CHECK (currency = 'CNY');
ALTER TABLE ledger_log_head ADD CONSTRAINT ledger_log_head_one CHECK (id = 1);

-- The empty log: RFC 6962 section 2.1, the hash of an empty list is SHA-256 of nothing.
INSERT INTO ledger_log_head (id, tree_size, root, frontier, sealed_at) VALUES (1, 0, sha256(''), '{}', now());

-- Rule 1. Checked over the rows of the inserting statement at once, which is cheaper than once per row.
-- An entry's lines come in the one statement that posts it, therefore a count that differs is a forgery.
CREATE FUNCTION ledger_check_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad record;
BEGIN
  SELECT entry_id, fund, currency, sum(amount_fen) AS off INTO bad
    FROM new_lines GROUP BY entry_id, fund, currency HAVING sum(amount_fen) <> 0 LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger_unbalanced: entry % fund % % is off by % fen', bad.entry_id, bad.fund, bad.currency, bad.off
      USING ERRCODE = 'check_violation';
  END IF;
  -- No foreign keys here: they would lock the fund's row for every gift. Funds and accounts cannot be renamed
  -- or removed (triggers below), so looking once is enough. This trigger's queries are planned once per connection,
  -- often while the tables are still empty: LATERAL with OFFSET 0 keeps the planner from a join that reads whole tables.
  SELECT l.fund, l.account, k.fund AS known_fund INTO bad FROM new_lines l CROSS JOIN LATERAL (
      SELECT (SELECT slug FROM ledger_fund WHERE slug = l.fund) AS fund,
             (SELECT code FROM ledger_account WHERE code = l.account) AS account OFFSET 0
    ) k WHERE k.fund IS NULL OR k.account IS NULL LIMIT 1;
  IF FOUND THEN
    IF bad.known_fund IS NULL THEN
      RAISE EXCEPTION 'ledger_unknown_fund: %', bad.fund USING ERRCODE = 'foreign_key_violation';
    END IF;
    RAISE EXCEPTION 'ledger_unknown_account: %', bad.account USING ERRCODE = 'foreign_key_violation';
  END IF;
  -- As many lines as the entry was posted with, numbered from 1: the primary key then leaves no room for more.
  SELECT n.entry_id INTO bad
    FROM (SELECT entry_id, count(*) AS lines, max(line_no) AS last FROM new_lines GROUP BY entry_id) n
    LEFT JOIN LATERAL (SELECT line_count FROM ledger_entry WHERE id = n.entry_id OFFSET 0) e ON true
    WHERE e.line_count IS NULL OR e.line_count <> n.lines OR e.line_count <> n.last LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger_line_count: entry %', bad.entry_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_check_lines AFTER INSERT ON ledger_line
  REFERENCING NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_lines();

-- An entry without its lines cannot commit, a closed period takes no entry (rule 5), and every entry is queued for the seal.
CREATE FUNCTION ledger_check_entries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad record;
BEGIN
  SELECT e.id INTO bad FROM new_entries e
    WHERE (SELECT count(*) FROM ledger_line l WHERE l.entry_id = e.id) <> e.line_count LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger_line_count: entry % has not its lines', bad.id USING ERRCODE = 'check_violation';
  END IF;
  SELECT e.id, e.occurred_on INTO bad FROM new_entries e
    WHERE e.occurred_on <= (SELECT max(closed_through) FROM ledger_period_close) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'ledger_period_closed: entry % on %', bad.id, bad.occurred_on USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO ledger_unsealed (entry_id) SELECT id FROM new_entries;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_check_entries AFTER INSERT ON ledger_entry
  REFERENCING NEW TABLE AS new_entries FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_entries();

-- Rule 2. ALWAYS: also under session_replication_role = replica.
CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger_append_only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['ledger_entry', 'ledger_line', 'ledger_leaf', 'ledger_log_node', 'ledger_period_close'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()', t || '_append_only', t);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', t, t || '_append_only');
  END LOOP;
  EXECUTE 'ALTER TABLE ledger_line ENABLE ALWAYS TRIGGER ledger_check_lines';
  EXECUTE 'ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_check_entries';
END $$;

-- Slugs and codes stand in sealed leaves, and an account's type decides what is counted: none is renamed or removed;
-- the log's head never goes.
CREATE FUNCTION ledger_keep_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The arguments name the columns to keep.
  IF TG_OP = 'UPDATE' AND (SELECT bool_and(to_jsonb(NEW) ->> k = to_jsonb(OLD) ->> k) FROM unnest(TG_ARGV) AS k) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'ledger_key_is_kept: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER ledger_fund_key BEFORE UPDATE OR DELETE ON ledger_fund FOR EACH ROW EXECUTE FUNCTION ledger_keep_key('slug');
CREATE TRIGGER ledger_account_key BEFORE UPDATE OR DELETE ON ledger_account FOR EACH ROW EXECUTE FUNCTION ledger_keep_key('code', 'type', 'raised');
CREATE TRIGGER ledger_log_head_key BEFORE DELETE ON ledger_log_head FOR EACH ROW EXECUTE FUNCTION ledger_keep_key('id');
CREATE TRIGGER campaigns_campaign_key BEFORE UPDATE OR DELETE ON campaigns_campaign FOR EACH ROW EXECUTE FUNCTION ledger_keep_key('slug');
CREATE TRIGGER ledger_fund_no_truncate BEFORE TRUNCATE ON ledger_fund FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_log_head_no_truncate BEFORE TRUNCATE ON ledger_log_head FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_unsealed_no_truncate BEFORE TRUNCATE ON ledger_unsealed FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_account_no_truncate BEFORE TRUNCATE ON ledger_account FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();

-- Shanghai's calendar day of an instant: what the public period means (rule 4).
CREATE FUNCTION shanghai_day(at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS
  $$ SELECT (at AT TIME ZONE 'Asia/Shanghai')::date $$;

-- Only a day that is over in Shanghai can be closed: a closed day takes nothing any more, and nothing opens it again.
CREATE FUNCTION ledger_check_close() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.closed_through >= shanghai_day(clock_timestamp()) THEN
    RAISE EXCEPTION 'ledger_not_over: %', NEW.closed_through USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_check_close BEFORE INSERT ON ledger_period_close FOR EACH ROW EXECUTE FUNCTION ledger_check_close();

-- Posts one entry with its lines in one statement. Same (source, key) and same content answers the first entry with
-- created = false; other content raises ledger_key_reused (rule 3). A day in a closed period is posted on the first
-- open day and keeps the real day in adjusts_on (rule 5).
CREATE FUNCTION ledger_post(
  p_source text, p_key text, p_kind text, p_occurred_on date, p_channel text, p_memo text, p_donor bytea, p_reverses bigint,
  p_accounts text[], p_funds text[], p_campaigns text[], p_amounts bigint[]
) RETURNS TABLE (entry_id bigint, created boolean) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_id bigint;
  v_closed date := (SELECT max(closed_through) FROM ledger_period_close);
  v_late boolean := coalesce(p_occurred_on <= v_closed, false);
  v_first bytea;
  v_hash bytea := sha256(convert_to(jsonb_build_array(
    p_kind, p_occurred_on, p_channel, p_memo, encode(p_donor, 'hex'), p_reverses, p_accounts, p_funds, p_campaigns, p_amounts
  )::text, 'UTF8'));
BEGIN
  WITH e AS (
    INSERT INTO ledger_entry (source, key, kind, occurred_on, adjusts_on, channel, memo, donor_commitment, reverses, input_hash, line_count)
    VALUES (
      p_source, p_key, p_kind,
      CASE WHEN v_late THEN v_closed + 1 ELSE p_occurred_on END,
      CASE WHEN v_late THEN p_occurred_on END,
      p_channel, p_memo, p_donor, p_reverses, v_hash, coalesce(cardinality(p_accounts), 0)
    )
    ON CONFLICT (source, key) DO NOTHING RETURNING id
  ), l AS (
    INSERT INTO ledger_line (entry_id, line_no, account, fund, campaign, amount_fen)
    SELECT e.id, t.n, t.account, t.fund, t.campaign, t.amount
    FROM e, unnest(p_accounts, p_funds, p_campaigns, p_amounts) WITH ORDINALITY AS t (account, fund, campaign, amount, n)
  )
  SELECT id INTO v_id FROM e;
  IF v_id IS NOT NULL THEN
    RETURN QUERY SELECT v_id, true;
    RETURN;
  END IF;
  SELECT id, input_hash INTO v_id, v_first FROM ledger_entry WHERE source = p_source AND key = p_key;
  IF v_first IS DISTINCT FROM v_hash THEN
    RAISE EXCEPTION 'ledger_key_reused: % % was entry %', p_source, p_key, v_id USING ERRCODE = 'unique_violation';
  END IF;
  RETURN QUERY SELECT v_id, false;
END $$;
