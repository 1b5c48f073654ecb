package io.migri.dialect.mysql.use;

import io.migri.dialect.mysql.language.MySqlAssignments;
import io.migri.dialect.mysql.language.MySqlAssignments.Assignment;
import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.use.MySqlMemory.Value;
import io.migri.spi.script.SessionValue.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says what the assignments of {@code SET} leave in a session, and remembers the values of variables. */
final class MySqlSettingUses {
    /** What {@code SET TRANSACTION} changes, which is over with the next transaction. */
    private static final String NEXT_TRANSACTION = "the next transaction";

    private static final Set<String> KEYS = Set.of("last_insert_id", "insert_id", "identity");

    private final MySqlMemory memory;
    private boolean nextTransactionSet;

    MySqlSettingUses(MySqlMemory memory) {
        this.memory = memory;
    }

    /** A statement that begins with {@code SET}, and with no other statement in it. */
    void add(MySqlParts statement, MySqlUse use) {
        int scope = statement.at(1, "SESSION") || statement.at(1, "LOCAL") ? 2 : 1;
        if (statement.at(scope, "TRANSACTION")) {
            transaction(statement, scope == 2, use);
        } else if (statement.at(1, "ROLE")) {
            use.constant().gives(Kind.SETTING, "role");
        } else {
            assign(MySqlAssignments.of(statement), use);
        }
    }

    /** Ends what {@code SET TRANSACTION} has set. */
    void transactionBegins(MySqlUse use) {
        if (nextTransactionSet) {
            use.ends(Kind.SETTING, NEXT_TRANSACTION);
            nextTransactionSet = false;
        }
    }

    private void transaction(MySqlParts statement, boolean session, MySqlUse use) {
        use.constant();
        if (!session) {
            use.gives(Kind.SETTING, NEXT_TRANSACTION);
            nextTransactionSet = true;
            return;
        }
        if (statement.has("ISOLATION")) {
            use.gives(Kind.SETTING, "transaction_isolation");
        }
        if (statement.has("ONLY") || statement.has("WRITE")) {
            use.gives(Kind.SETTING, "transaction_read_only");
        }
    }

    /** What switches auto-commit is not sent as it is, so a run that goes on does not repeat it. */
    private void assign(List<Assignment> assignments, MySqlUse use) {
        boolean switches =
                assignments.stream().anyMatch(one -> !one.global() && one.name().equals("autocommit"));
        boolean constant = !assignments.isEmpty() && !switches;
        for (Assignment one : assignments) {
            if (!one.global() && one.name().equals("autocommit")) {
                continue;
            }
            new MySqlMentions(one.value(), memory, use).all(false);
            if (one.user()) {
                Value value = value(one.value());
                constant &= value.constant();
                use.gives(Kind.VARIABLE, one.name().substring(1));
                memory.setVariable(one.name().substring(1), value);
            } else {
                constant &= !one.global()
                        && !one.name().equals("password")
                        && MySqlConstants.isSetting(
                                one.value(), name -> memory.variable(name).constant());
                setting(one, use);
            }
        }
        if (constant) {
            use.constant();
        }
    }

    private static void setting(Assignment one, MySqlUse use) {
        if (one.global() || one.name().equals("password")) {
            return;
        }
        if (KEYS.contains(one.name())) {
            use.gives(MySqlUse.GENERATED_KEY);
        } else {
            use.gives(Kind.SETTING, one.name());
        }
    }

    /** What is known of the value of an expression. */
    Value value(MySqlParts expression) {
        boolean constant =
                MySqlConstants.is(expression, name -> memory.variable(name).constant());
        String text = expression.size() == 1 && expression.isText(0) ? expression.text(0) : null;
        if (text != null) {
            return new Value(true, text, List.of(text));
        }
        String copied = expression.variable(0);
        if (!copied.isEmpty() && expression.endOfVariable(0) == expression.size()) {
            return memory.variable(copied);
        }
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < expression.size(); i++) {
            if (expression.isText(i)) {
                pieces.add(expression.text(i));
            } else if (!expression.variable(i).isEmpty()) {
                pieces.addAll(memory.variable(expression.variable(i)).pieces());
            }
        }
        return new Value(constant, null, pieces);
    }
}
