-- What version 2 added: marks, by which the program knows what it need not write again, and what articles and nodes are
-- looked up by. The words of texts and names are kept in the form that khabar folds them to, each with its stems (see
-- src/lang/search.rs), without the texts themselves.

ALTER TABLE node ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE edge ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE judgement ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
-- What is written of an article in mention, sentence, proof, statement and about.
CREATE TABLE piece (a INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, mark INTEGER NOT NULL) STRICT;

CREATE VIRTUAL TABLE word USING fts5 (
  title, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE name USING fts5 (
  names, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3 4'
);
CREATE TRIGGER article_gone AFTER DELETE ON article BEGIN DELETE FROM word WHERE rowid = old.a; END;
CREATE TRIGGER node_gone AFTER DELETE ON node BEGIN DELETE FROM name WHERE rowid = old.n; END;
