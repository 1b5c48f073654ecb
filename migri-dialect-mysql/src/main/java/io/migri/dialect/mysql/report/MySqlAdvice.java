package io.migri.dialect.mysql.report;

import io.migri.api.report.Effect.Kind;
import io.migri.dialect.mysql.report.MySqlOperation.Verb;
import java.util.Optional;

/** What to write instead of a statement. */
record MySqlAdvice(MySqlOperation operation, MySqlChange change) {
    private static final String TOOL =
            "an online schema change in batches, as gh-ost and pt-online-schema-change do it";

    Optional<String> about(Kind kind) {
        return switch (kind) {
            case ALGORITHM -> named();
            case REWRITE -> Optional.of(change.algorithm().equals(MySqlChange.COPY) ? copy() : rewrite());
            case VALIDATION ->
                Optional.of("look for rows that break it with a query before, and have the server check none");
            case INDEX_BUILD -> Optional.of("build it when nobody writes to the table, or with " + TOOL);
            default -> Optional.empty();
        };
    }

    /** Otherwise the server takes another one where this one is not to be had, and nobody is told. */
    private Optional<String> named() {
        boolean instant = change.algorithm().equals(MySqlChange.INSTANT);
        return instant && operation.named("ALGORITHM").isEmpty()
                ? Optional.of(
                        "write ALGORITHM=INSTANT, so that it fails where the server would have to rewrite the table")
                : Optional.empty();
    }

    private String copy() {
        if (addsForeignKey()) {
            return "add the foreign key with foreign_key_checks=0, which copies nothing and checks no rows, and look for rows"
                    + " without a parent with a query before";
        }
        if (addsCheck()) {
            return "let the application or a trigger check it, or use " + TOOL;
        }
        return several()
                ? "give each action an ALTER TABLE of its own, of which most may be INSTANT or INPLACE; for the others use "
                        + TOOL
                : operation.has("MODIFY") || operation.has("CHANGE")
                        ? "add a column of the new type, fill it in batches in later migrations, then swap the names; or"
                                + " use " + TOOL
                        : "use " + TOOL;
    }

    private String rewrite() {
        if (several()) {
            return "give each action an ALTER TABLE of its own, of which most may be INSTANT, and write ALGORITHM=INSTANT there";
        }
        return operation.verb() == Verb.OPTIMIZE
                ? "do it when the server has little to do, and not in a migration"
                : "do it when the server has little to do; replicas fall behind meanwhile";
    }

    boolean addsForeignKey() {
        return operation.has("FOREIGN", "KEY") && !operation.has("DROP", "FOREIGN");
    }

    boolean addsCheck() {
        return operation.has("CHECK", "(") && operation.has("ADD");
    }

    private boolean several() {
        return operation.verb() == Verb.ALTER && operation.has(",");
    }
}
