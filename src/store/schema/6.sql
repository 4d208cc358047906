-- What version 6 added: marks are read in their order, without the rows that bear them.

CREATE INDEX node_of_mark ON node (mark);
CREATE INDEX judgement_of_mark ON judgement (mark);
