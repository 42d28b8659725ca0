-- A certificate says what it said when it was issued, and knows the stamps that it rests on.

-- AlterTable
ALTER TABLE "walks_card" ADD COLUMN     "certificate_km" INTEGER,
ADD COLUMN     "certificate_level_en" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "certificate_level_zh" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "certificate_proofs" TEXT[];

-- Those that were issued say what they said until now; where no level counts any more, the shortest, which each had completed.
UPDATE walks_card k SET (certificate_level_zh, certificate_level_en, certificate_km, certificate_proofs) = (
  SELECT l.name_zh, l.name_en, l.km,
         l.needs || ARRAY(SELECT s.place FROM walks_stamp s JOIN walks_place p ON p.campaign = s.campaign AND p.key = s.place
                           WHERE s.card = k.id AND p.kind = 'finish' ORDER BY s.voided, s.happened_at LIMIT 1)
    FROM walks_level l WHERE l.campaign = k.campaign
   ORDER BY (l.key = ANY (k.levels)) DESC, CASE WHEN l.key = ANY (k.levels) THEN -l.km ELSE l.km END, l.key LIMIT 1)
 WHERE k.certificate IS NOT NULL AND EXISTS (SELECT FROM walks_level l WHERE l.campaign = k.campaign);
UPDATE walks_card SET certificate_km = 0 WHERE certificate IS NOT NULL AND certificate_km IS NULL;
ALTER TABLE walks_card ADD CONSTRAINT walks_card_certificate_says CHECK (certificate IS NULL OR certificate_km IS NOT NULL);
