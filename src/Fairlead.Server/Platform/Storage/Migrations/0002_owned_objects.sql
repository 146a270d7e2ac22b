CREATE TABLE owned_objects (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    provider TEXT NOT NULL,
    owner TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (kind, id, provider)
);

CREATE INDEX owned_objects_by_owner ON owned_objects (owner, kind, provider);
