CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE sealed_keys (
    name TEXT NOT NULL PRIMARY KEY,
    sealed TEXT NOT NULL
);

CREATE TABLE apps (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    secret_hash TEXT NOT NULL,
    token_version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE gateway_keys (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    expires_at BIGINT
);

CREATE TABLE secrets (
    name TEXT NOT NULL PRIMARY KEY,
    description TEXT,
    sealed TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE llm_providers (
    identifier TEXT NOT NULL PRIMARY KEY,
    type TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    sealed_config TEXT,
    overrides TEXT,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL
);

CREATE TABLE llm_defaults (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL
);

CREATE TABLE agents (
    identifier TEXT NOT NULL PRIMARY KEY,
    title TEXT,
    icon TEXT,
    properties TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    updated_by TEXT NOT NULL
);

CREATE TABLE invocations (
    id TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    continues TEXT,
    status TEXT NOT NULL,
    agent TEXT,
    asked_by TEXT NOT NULL,
    asked_by_name TEXT NOT NULL,
    system_prompt TEXT,
    prompt TEXT NOT NULL,
    response TEXT,
    error_message TEXT,
    execution_log TEXT,
    labels TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    turns TEXT NOT NULL,
    edits TEXT,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cached_tokens BIGINT NOT NULL,
    usage_estimated INTEGER NOT NULL,
    cost_nano BIGINT,
    asked_at BIGINT NOT NULL,
    replied_at BIGINT
);

CREATE TABLE invocation_counts (
    month TEXT NOT NULL PRIMARY KEY,
    invocations BIGINT NOT NULL
);

CREATE INDEX invocations_by_time ON invocations (asked_at, id);
CREATE INDEX invocations_by_agent ON invocations (agent, asked_at);
CREATE INDEX invocations_by_principal ON invocations (asked_by, asked_at);
CREATE INDEX invocations_by_status ON invocations (status);
