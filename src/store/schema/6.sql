-- What version 6 added: marks are read in their order, without the rows that bear them; and a node that gets another id
-- is known by its kin, a number of one of its mentions in the articles.

CREATE INDEX node_of_mark ON node (mark);
CREATE INDEX judgement_of_mark ON judgement (mark);
ALTER TABLE node ADD COLUMN kin INTEGER NOT NULL DEFAULT 0;
