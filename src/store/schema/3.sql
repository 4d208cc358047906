-- What version 3 added: what else the input told of an article.

ALTER TABLE article ADD COLUMN author TEXT;               -- as the byline has it
ALTER TABLE article ADD COLUMN crawled TEXT;              -- when it was fetched, where that is told apart
ALTER TABLE article ADD COLUMN origin TEXT NOT NULL DEFAULT '';  -- the file that it was read from, and the line

DROP VIEW articles;
CREATE VIEW articles AS
SELECT id, title, author, published, crawled, publisher, language, url, body, origin, read_at, read_by FROM article;
