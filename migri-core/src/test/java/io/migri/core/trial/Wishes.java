package io.migri.core.trial;

import io.migri.Migri;
import io.migri.api.ConnectionConfig;
import io.migri.api.undo.Undo;
import io.migri.testkit.scripted.ScriptedDialect;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** How a {@link Play} wants things done, in words. */
final class Wishes {

    private Wishes() {}

    static UnaryOperator<Migri.Builder> option(String name) {
        return switch (name) {
            case "lock timeout" ->
                builder -> builder.lockTimeout(Duration.ofMillis(100)).lockRetries(1);
            case "no retries" ->
                builder -> builder.lockTimeout(Duration.ofMillis(100)).lockRetries(0);
            case "more patience" -> builder -> builder.lockWait(Duration.ofSeconds(5));
            case "a schema" ->
                builder -> builder.target(ConnectionConfig.builder("db")
                        .dialect(ScriptedDialect.ID)
                        .schema("shop")
                        .build());
            case "strict" -> builder -> builder.strict(true);
            case "empty files" -> builder -> builder.allowEmpty(true);
            case "one transaction" -> builder -> builder.singleTransaction(true);
            case "no texts" -> builder -> builder.storeTexts(false);
            case "any server" -> builder -> builder.anyServer(true);
            case "report" -> builder -> builder.report(true);
            case "another server" -> builder -> builder.dryRunServer(ScriptedDialect.target());
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Such as {@code 2}, {@code to 0001}, {@code all}, {@code recorded 1}; the last one where nothing is said. */
    static Undo undo(List<String> words) {
        if (words.isEmpty()) {
            return Undo.last(1);
        }
        return switch (words.get(0)) {
            case "recorded" -> undo(words.subList(1, words.size())).recorded();
            case "to" -> Undo.to(words.get(1));
            case "all" -> Undo.all();
            default -> Undo.last(Integer.parseInt(words.get(0)));
        };
    }
}
