package io.migri.testkit.toy;

import io.migri.spi.script.TransactionEffect;
import io.migri.testkit.StatementEffectContract;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

final class ToyStatementEffectContractTest extends StatementEffectContract {
    static final Set<TransactionEffect> EFFECTS = Set.copyOf(EnumSet.of(
            TransactionEffect.NONE,
            TransactionEffect.REFUSES_IT,
            TransactionEffect.BEGINS_BLOCK,
            TransactionEffect.COMMITS_BLOCK,
            TransactionEffect.ROLLS_BACK_BLOCK,
            TransactionEffect.STRAY));
    static final List<String> SCRIPTS = List.of(
            "CREATE TABLE IF NOT EXISTS e1 (a int); BEGIN; INSERT INTO e1 VALUES (1); COMMIT; INSERT INTO e1 VALUES (1); BEGIN; INSERT INTO e1 VALUES (2); ROLLBACK;",
            "VACUUM; COMMIT;");
    static final List<String> MEMORIES =
            List.of("SELECT 7;", "CREATE TEMP TABLE toy (x); INSERT INTO toy VALUES (7); SELECT x FROM toy;");

    ToyStatementEffectContractTest(@TempDir Path directory) {
        super(new ToyFixture(directory));
    }

    @Override
    protected Set<TransactionEffect> effects() {
        return EFFECTS;
    }

    @Override
    protected List<String> scripts() {
        return SCRIPTS;
    }

    @Override
    protected List<String> memories() {
        return MEMORIES;
    }
}
