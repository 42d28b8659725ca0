-- AlterTable
ALTER TABLE "identity_pass" ADD COLUMN     "contact" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "hours" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "last_used_at" TIMESTAMPTZ(3),
ADD COLUMN     "phones" INTEGER NOT NULL DEFAULT 0;


-- What a pass opens is fixed when it is made: another place or another day is another pass. One that was taken back stays so.
ALTER TABLE identity_pass ADD CONSTRAINT identity_pass_place CHECK (campaign <> '' AND place <> '' AND label <> '');
CREATE FUNCTION identity_keep_pass() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND (NEW.id, NEW.role, NEW.campaign, NEW.place, NEW.label, NEW.valid_on, NEW.secret_hash, NEW.created_by)
       = (OLD.id, OLD.role, OLD.campaign, OLD.place, OLD.label, OLD.valid_on, OLD.secret_hash, OLD.created_by)
     AND (OLD.revoked_at IS NULL OR NEW.revoked_at = OLD.revoked_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'identity_pass_kept: a pass is taken back, never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER identity_pass_kept BEFORE UPDATE OR DELETE ON identity_pass FOR EACH ROW EXECUTE FUNCTION identity_keep_pass();
CREATE TRIGGER identity_pass_no_truncate BEFORE TRUNCATE ON identity_pass FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only();

-- What came late for a closed period, newest first: a short list beside all the entries.
CREATE INDEX ledger_entry_adjustment ON ledger_entry (id DESC) WHERE adjusts_on IS NOT NULL;
-- Payments under way, which the checklist of a closing counts by their age.
CREATE INDEX giving_gift_pending ON giving_gift (created_at) WHERE state = 'pending';

-- For whom a proposer stands in now, or did when proposing: what was proposed in another's name is not that other's to approve
-- because the stand-in has ended meanwhile.
CREATE FUNCTION identity_stood_in_for(p_user text, p_at timestamptz) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(DISTINCT g.stands_in_for), '{}') FROM identity_grant g
   WHERE g.user_id = p_user AND g.stands_in_for IS NOT NULL
     AND ((g.revoked_at IS NULL AND (g.valid_until IS NULL OR g.valid_until > now()))
       OR (g.granted_at <= p_at AND (g.revoked_at IS NULL OR g.revoked_at > p_at) AND (g.valid_until IS NULL OR g.valid_until > p_at)))
$$;
