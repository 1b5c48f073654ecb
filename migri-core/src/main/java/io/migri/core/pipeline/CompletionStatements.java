package io.migri.core.pipeline;

import java.util.List;

/**
 * What is sent when a migration is complete.
 *
 * @param restore puts the session back as far as that matters for what follows
 * @param absent fails where another run was quicker
 * @param record adds the row
 */
public record CompletionStatements(List<String> restore, List<String> absent, List<String> record) {}
