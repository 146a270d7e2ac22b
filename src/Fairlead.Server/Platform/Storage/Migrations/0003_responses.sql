-- An id is its owner's: two principals may have got the same one from an upstream, and neither sees the other's.
-- Rows without content are of responses that their provider keeps.
CREATE TABLE responses (
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    provider TEXT NOT NULL,
    follows TEXT,
    sealed_input TEXT,
    sealed_body TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (id, owner)
);

CREATE INDEX responses_by_expiry ON responses (expires_at);
