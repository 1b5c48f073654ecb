package io.migri.core.journal;

import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import io.migri.spi.script.SqlStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The constant statements of the part of a script that is done, by which a new session becomes as the earlier one was. Those that are not in
 * force any more are left out: the role or the schema that they name may be gone by now.
 */
final class ConstantsBefore {
    private final Map<Integer, Constant> constants = new TreeMap<>();
    private final Set<Integer> again = new TreeSet<>();

    /**
     * The next one.
     *
     * @param given what it gives
     */
    void add(SqlStatement statement, List<SessionValue> given) {
        boolean ended = false;
        for (SessionValue value : statement.session().ends()) {
            ended |= supersede(value);
        }
        given.stream().filter(ConstantsBefore::isNamed).forEach(this::supersede);
        if (given.stream().anyMatch(value -> value.kind() == Kind.VARIABLE)) {
            pin();
        }
        if (!given.isEmpty() || !ended) {
            constants.put(statement.ordinal(), new Constant(given));
        }
    }

    /** What comes now keeps how the session is at its place, so that what made the session so has to come before it again. */
    void pin() {
        constants.values().forEach(earlier -> earlier.pinned = true);
    }

    /** That one is needed, too. */
    void again(SqlStatement statement) {
        again.add(statement.ordinal());
    }

    /** Their ordinals. */
    Set<Integer> needed() {
        Set<Integer> needed = new TreeSet<>(again);
        needed.addAll(constants.keySet());
        return needed;
    }

    /** One that gave more than this stays. */
    private boolean supersede(SessionValue value) {
        return constants.values().removeIf(constant -> constant.loses(value));
    }

    private static boolean isNamed(SessionValue value) {
        return !value.name().equals(SessionValue.ANY);
    }

    /** What of one of them is in force. */
    private static final class Constant {
        private final Set<SessionValue> inForce;
        private boolean pinned;

        Constant(List<SessionValue> given) {
            this.inForce = new HashSet<>(given);
        }

        /** Whether nothing is left in force of it. */
        boolean loses(SessionValue value) {
            boolean lost = inForce.removeIf(one -> isNamed(one) && value.concerns(one));
            return lost && inForce.isEmpty() && !pinned;
        }
    }
}
