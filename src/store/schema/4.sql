-- What version 4 added: what the user gave beside articles, and which lexicon each article was read with.

-- Files as they were read last: what is 'decisions' (about who is who) or 'lexicon' (names that the user lists).
CREATE TABLE given (what TEXT PRIMARY KEY, file TEXT NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The number that tells the lexicon from others; 0 where there was none. An article that was read with another than
-- the store's is read again before the next graph is drawn.
ALTER TABLE extraction ADD COLUMN lexicon INTEGER NOT NULL DEFAULT 0;
CREATE INDEX read_with ON extraction (lexicon);
INSERT INTO state VALUES ('lexicon', 0);
