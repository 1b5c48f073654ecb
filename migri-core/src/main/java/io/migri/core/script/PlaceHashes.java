package io.migri.core.script;

import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** The hashes at the ends of some transactions. */
final class PlaceHashes {
    private final Map<Integer, String> hashes = new HashMap<>();
    private final Map<Integer, SqlStatement> statements = new HashMap<>();
    private final Set<Integer> doubtful = new HashSet<>();
    private final ToIntFunction<ScriptTransaction> chosen;
    private final PrefixDigest digest = new PrefixDigest();

    PlaceHashes(Iterable<ScriptTransaction> transactions, ToIntFunction<ScriptTransaction> chosen) {
        this.chosen = chosen;
        for (ScriptTransaction transaction : transactions) {
            hashes.put(transaction.through(), "");
            hashes.put(transaction.through() + 1, "");
            doubtful.add(chosen.applyAsInt(transaction));
        }
    }

    void add(SqlStatement statement) throws IOException {
        if (doubtful.contains(statement.ordinal())) {
            statements.put(statement.ordinal(), statement);
        }
        digest.add(statement.text());
        if (statement.data() != null) {
            digest.addData(DataDigest.of(statement.data()));
        }
        hashes.computeIfPresent(statement.ordinal() + 1, (through, none) -> digest.value());
    }

    Place place(ScriptTransaction transaction) {
        return new Place(
                transaction.through(),
                hashes.getOrDefault(transaction.through(), ""),
                statements.get(chosen.applyAsInt(transaction)),
                hashes.getOrDefault(transaction.through() + 1, ""));
    }
}
