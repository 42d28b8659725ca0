-- CreateIndex
CREATE INDEX "identity_invitation_created_at_id_idx" ON "identity_invitation"("created_at", "id");

-- The house is never without an administrator, whoever writes and however many at once: stand-ins and rights that end do not count.
CREATE FUNCTION identity_no_other_administrator(person text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  -- One at a time: two who go at once would each still see the other.
  PERFORM pg_advisory_xact_lock(hashtext('identity_administrators'));
  RETURN NOT EXISTS (
    SELECT FROM identity_grant g JOIN identity_user u ON u.id = g.user_id
     WHERE g.role = 'administrator' AND g.revoked_at IS NULL AND g.valid_until IS NULL AND g.stands_in_for IS NULL
       AND u.closed_at IS NULL AND u.id <> person);
END $$;
CREATE FUNCTION identity_administrator_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF identity_no_other_administrator(OLD.user_id) THEN
    RAISE EXCEPTION 'identity_last_administrator: somebody must stay who can give rights' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION identity_person_goes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM identity_grant g WHERE g.user_id = OLD.id AND g.role = 'administrator' AND g.revoked_at IS NULL
               AND g.valid_until IS NULL AND g.stands_in_for IS NULL)
     AND identity_no_other_administrator(OLD.id) THEN
    RAISE EXCEPTION 'identity_last_administrator: somebody must stay who can give rights' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER identity_administrator_goes BEFORE UPDATE ON identity_grant FOR EACH ROW
  WHEN (OLD.role = 'administrator' AND OLD.revoked_at IS NULL AND OLD.valid_until IS NULL AND OLD.stands_in_for IS NULL
        AND (NEW.role <> OLD.role OR NEW.user_id <> OLD.user_id OR NEW.revoked_at IS NOT NULL
             OR NEW.valid_until IS NOT NULL OR NEW.stands_in_for IS NOT NULL))
  EXECUTE FUNCTION identity_administrator_goes();
CREATE TRIGGER identity_person_goes BEFORE UPDATE ON identity_user FOR EACH ROW
  WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL) EXECUTE FUNCTION identity_person_goes();

-- A stand-in stands in for somebody else, and until a day that is known.
ALTER TABLE identity_grant ADD CONSTRAINT identity_grant_stand_in
  CHECK (stands_in_for IS NULL OR (stands_in_for <> user_id AND valid_until IS NOT NULL));
-- An invitation is used once, by one person.
ALTER TABLE identity_invitation ADD CONSTRAINT identity_invitation_used_once
  CHECK ((accepted_at IS NULL) = (accepted_by IS NULL) AND (accepted_at IS NULL OR revoked_at IS NULL));
ALTER TABLE identity_invitation ADD CONSTRAINT identity_invitation_role
  CHECK (role IN ('administrator', 'treasurer', 'reviewer', 'organiser', 'fund-manager', 'auditor'));
