-- CreateTable
CREATE TABLE "campaigns_coverage_post" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "campaign_slug" TEXT NOT NULL,
    "text_zh" TEXT NOT NULL DEFAULT '',
    "text_en" TEXT NOT NULL DEFAULT '',
    "video_url" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'shown',
    "version" INTEGER NOT NULL DEFAULT 1,
    "author_id" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "posted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(6),
    "withdrawn_at" TIMESTAMPTZ(6),

    CONSTRAINT "campaigns_coverage_post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaigns_coverage_picture" (
    "post_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "picture_id" TEXT NOT NULL,
    "alt" TEXT NOT NULL,

    CONSTRAINT "campaigns_coverage_picture_pkey" PRIMARY KEY ("post_id","position")
);

-- CreateTable
CREATE TABLE "campaigns_views" (
    "campaign_slug" TEXT NOT NULL,
    "page" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "views" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "campaigns_views_pkey" PRIMARY KEY ("campaign_slug","page","day")
);

-- CreateTable
CREATE TABLE "platform_file" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touched_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "platform_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform_picture" (
    "id" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touched_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "platform_picture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform_picture_size" (
    "picture_id" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,

    CONSTRAINT "platform_picture_size_pkey" PRIMARY KEY ("picture_id","file_id")
);

-- CreateTable
CREATE TABLE "platform_picture_use" (
    "picture_id" TEXT NOT NULL,
    "use" TEXT NOT NULL,

    CONSTRAINT "platform_picture_use_pkey" PRIMARY KEY ("picture_id","use")
);

-- CreateIndex
CREATE UNIQUE INDEX "campaigns_coverage_post_seq_key" ON "campaigns_coverage_post"("seq");

-- CreateIndex
CREATE INDEX "campaigns_coverage_post_campaign_slug_seq_idx" ON "campaigns_coverage_post"("campaign_slug", "seq");

-- CreateIndex
CREATE INDEX "platform_picture_size_file_id_idx" ON "platform_picture_size"("file_id");

-- AddForeignKey
ALTER TABLE "campaigns_coverage_post" ADD CONSTRAINT "campaigns_coverage_post_campaign_slug_fkey" FOREIGN KEY ("campaign_slug") REFERENCES "campaigns_campaign"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaigns_coverage_picture" ADD CONSTRAINT "campaigns_coverage_picture_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "campaigns_coverage_post"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaigns_views" ADD CONSTRAINT "campaigns_views_campaign_slug_fkey" FOREIGN KEY ("campaign_slug") REFERENCES "campaigns_campaign"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform_picture_size" ADD CONSTRAINT "platform_picture_size_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "platform_picture"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform_picture_size" ADD CONSTRAINT "platform_picture_size_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "platform_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "platform_picture_use" ADD CONSTRAINT "platform_picture_use_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "platform_picture"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Rules of files and coverage that the database keeps, whoever writes.

ALTER TABLE platform_file ADD CONSTRAINT platform_file_id CHECK (id ~ '^[0-9a-f]{64}$' AND bytes >= 0);
ALTER TABLE platform_picture ADD CONSTRAINT platform_picture_id CHECK (id ~ '^[0-9a-f]{64}$');
ALTER TABLE campaigns_coverage_post ADD CONSTRAINT campaigns_coverage_post_state CHECK (state IN ('shown', 'withdrawn'));
ALTER TABLE campaigns_coverage_picture ADD CONSTRAINT campaigns_coverage_picture_position CHECK (position BETWEEN 0 AND 3);
ALTER TABLE campaigns_coverage_picture ADD CONSTRAINT campaigns_coverage_picture_alt CHECK (alt <> '');
ALTER TABLE campaigns_views ADD CONSTRAINT campaigns_views_page CHECK (page IN ('campaign', 'live') AND views >= 0);
