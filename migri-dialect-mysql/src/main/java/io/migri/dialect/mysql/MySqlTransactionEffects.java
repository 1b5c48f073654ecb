package io.migri.dialect.mysql;

import io.migri.dialect.mysql.MySqlAssignments.Assignment;
import io.migri.spi.script.TransactionEffect;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the statements of a script to say how each gets on with the transaction that it is sent in. */
final class MySqlTransactionEffects {
    private @Nullable MySqlPlace tablesLocked;

    /** Of a statement that changes rows or asks for them. */
    TransactionEffect ofPlain() {
        return tablesLocked == null ? TransactionEffect.NONE : TransactionEffect.ENDS_IT;
    }

    /**
     * Of any other.
     *
     * @param words its first ones
     */
    TransactionEffect of(List<String> words, List<Assignment> assignments, MySqlPlace place) {
        TransactionEffect effect = MySqlTransactionRules.effect(words);
        if (effect == TransactionEffect.NONE && !assignments.isEmpty()) {
            effect = MySqlTransactionRules.effectOf(assignments);
        }
        return underLockedTables(effect, words, place);
    }

    /** Where the script has locked tables and not unlocked them. */
    Optional<MySqlPlace> tablesLocked() {
        return Optional.ofNullable(tablesLocked);
    }

    /** A transaction would release the locks, so while they are held every statement stands alone. */
    private TransactionEffect underLockedTables(TransactionEffect effect, List<String> words, MySqlPlace place) {
        String first = words.isEmpty() ? "" : words.get(0);
        String second = words.size() > 1 ? words.get(1) : "";
        boolean tables = second.equals("TABLES") || second.equals("TABLE");
        if (tables && first.equals("LOCK")) {
            tablesLocked = place;
        } else if ((tables && first.equals("UNLOCK")) || effect == TransactionEffect.BEGINS_BLOCK) {
            tablesLocked = null;
        } else if (tablesLocked != null
                && (effect == TransactionEffect.NONE || effect == TransactionEffect.MAY_END_IT)) {
            return TransactionEffect.ENDS_IT;
        }
        return effect;
    }
}
