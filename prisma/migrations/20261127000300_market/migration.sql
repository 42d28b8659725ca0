-- What a person should look at about a receipt: it was kept all the same.
ALTER TABLE "market_sale" ADD COLUMN     "flags" TEXT[];

ALTER TABLE market_stall ADD CONSTRAINT market_stall_key CHECK (key ~ '^[a-z0-9-]{1,32}$' AND number BETWEEN 1 AND 99);
ALTER TABLE market_count ADD CONSTRAINT market_count_amount CHECK (counted_fen >= 0);
ALTER TABLE market_sale ADD CONSTRAINT market_sale_kind CHECK (kind IN ('sale', 'donation', 'void') AND method IN ('cash', 'qr'));
-- An agreed count is what the books say: it stays. One that was not agreed to is kept beside the proposal that says so.
CREATE FUNCTION market_count_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.agreed_at IS NULL AND NEW.agreed_at IS NOT NULL
     AND (NEW.id, NEW.campaign, NEW.stall, NEW.through, NEW.expected_fen, NEW.counted_fen, NEW.note, NEW.counted_by, NEW.counted_at)
         IS NOT DISTINCT FROM
         (OLD.id, OLD.campaign, OLD.stall, OLD.through, OLD.expected_fen, OLD.counted_fen, OLD.note, OLD.counted_by, OLD.counted_at)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'market_count_kept: % on market_count', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER market_count_kept BEFORE UPDATE OR DELETE ON market_count FOR EACH ROW EXECUTE FUNCTION market_count_kept();
ALTER TABLE market_count ENABLE ALWAYS TRIGGER market_count_kept;
CREATE INDEX market_sale_cash ON market_sale (campaign, stall, arrived_at) WHERE method = 'cash';
