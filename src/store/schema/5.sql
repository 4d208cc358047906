-- What version 5 added: what makes the next graph cheap.

-- What of an article is needed to tell who is who, as the program packs it. print tells the program and the decisions
-- that it was made with from others: what was made with others is made again.
CREATE TABLE gist (
  a INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  print INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- What was found of all of them together, likewise: one row, or none.
CREATE TABLE memory (print INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;

-- Relations of the article that were left out because their two ends became one node.
ALTER TABLE piece ADD COLUMN folded INTEGER NOT NULL DEFAULT 0;

-- An edge is found by its id, and is due for counting when an article that was evidence of it has gone.
ALTER TABLE edge DROP COLUMN mark;
ALTER TABLE edge ADD COLUMN due INTEGER NOT NULL DEFAULT 0;
CREATE INDEX edge_of_id ON edge (id);
CREATE INDEX edge_due ON edge (e) WHERE due;
