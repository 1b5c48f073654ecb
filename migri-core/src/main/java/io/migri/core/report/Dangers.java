package io.migri.core.report;

import io.migri.api.report.Blocking;
import io.migri.api.report.Danger;
import io.migri.api.report.Danger.Severity;
import io.migri.api.report.Effect;
import io.migri.api.report.Effect.Kind;
import io.migri.api.report.StatementReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Judges the statements of one transaction, one after the other. A short lock is no danger by itself, but locks are held until the
 * transaction ends: what comes later and takes long makes one of them.
 */
final class Dangers {
    /** A statement that takes longer while earlier locks are held is noticed by those who wait. */
    private static final Duration NOTICEABLE = Duration.ofSeconds(1);

    private static final long FEW_ROWS = 10_000;

    /** The further to the front, the more it says about what happens to the table. */
    private static final List<Kind> BY_WEIGHT =
            List.of(Kind.REWRITE, Kind.REBUILD, Kind.VALIDATION, Kind.INDEX_BUILD, Kind.MASS_CHANGE, Kind.SCAN);

    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Map<String, Danger> lost = new LinkedHashMap<>();

    /** What is dangerous about the next statement. */
    List<Danger> judge(StatementReport statement) {
        List<Danger> dangers = new ArrayList<>();
        // one on the database as a whole is taken by the transaction, before its statements
        statement.effects().stream()
                .filter(effect -> effect.relation().isEmpty())
                .forEach(effect -> hold(effect, statement.line()));
        if (statement.took().compareTo(NOTICEABLE) >= 0 && heavy(statement).isEmpty() && !held.isEmpty()) {
            dangers.add(slow(statement));
        }
        for (Effect effect : statement.effects()) {
            hold(effect, statement.line());
        }
        for (Effect effect : heaviest(heavy(statement))) {
            judge(statement, effect).ifPresent(dangers::add);
        }
        dangers.addAll(losses(statement));
        return dangers;
    }

    /**
     * Of the earlier ones, those that were none after all: where the script itself put another table with the same rows in the place of one
     * that it removed.
     */
    List<Danger> withdrawn(StatementReport statement) {
        return statement.effects().stream()
                .filter(effect -> effect.kind() == Kind.REBUILD)
                .flatMap(effect -> Optional.ofNullable(lost.remove(effect.relation())).stream())
                .toList();
    }

    private List<Danger> losses(StatementReport statement) {
        List<Danger> losses = new ArrayList<>();
        for (Effect effect : statement.effects()) {
            boolean rebuilt = statement.effects().stream()
                    .anyMatch(other ->
                            other.kind() == Kind.REBUILD && other.relation().equals(effect.relation()));
            // what a rebuild itself does not keep is told as a loss of its own
            if (effect.kind().losesData() && !effect.onEmptyTable() && (!rebuilt || effect.kind() == Kind.LOSS)) {
                Danger loss = new Danger(
                        Severity.LOSS,
                        statement.migration(),
                        statement.line(),
                        statement.place() + " " + effect.work(),
                        effect.advice());
                losses.add(loss);
                if (!rebuilt) {
                    lost.put(effect.relation(), loss);
                }
            }
        }
        return losses;
    }

    private void hold(Effect effect, int line) {
        if (effect.kind() == Kind.LOCK && effect.blocks() != Blocking.NOTHING) {
            Held known = held.get(effect.relation());
            if (known == null || known.blocks().compareTo(effect.blocks()) < 0) {
                held.put(effect.relation(), new Held(effect.relation(), effect.blocks(), line));
            }
        }
    }

    /** What takes the longer the larger the table is: of each table the weightiest. */
    private static List<Effect> heavy(StatementReport statement) {
        Map<String, Effect> heaviest = new LinkedHashMap<>();
        for (Effect effect : statement.effects()) {
            if (effect.kind().growsWithTable() && !effect.onEmptyTable()) {
                heaviest.merge(effect.relation(), effect, Dangers::heavier);
            }
        }
        return List.copyOf(heaviest.values());
    }

    /** Tables that are written anew are all told; else what weighs most stands for what comes with it. */
    private static List<Effect> heaviest(List<Effect> heavy) {
        List<Effect> written = heavy.stream().filter(Dangers::writesAnew).toList();
        return written.isEmpty()
                ? heavy.stream()
                        .min(Comparator.comparing((Effect effect) -> BY_WEIGHT.indexOf(effect.kind()))
                                .thenComparing(effect -> -effect.bytes().orElse(0)))
                        .stream()
                        .toList()
                : written;
    }

    private static boolean writesAnew(Effect effect) {
        return effect.kind() == Kind.REWRITE || effect.kind() == Kind.REBUILD;
    }

    private static Effect heavier(Effect one, Effect other) {
        return BY_WEIGHT.indexOf(one.kind()) <= BY_WEIGHT.indexOf(other.kind()) ? along(one, other) : along(other, one);
    }

    private static Effect along(Effect first, Effect second) {
        Effect blocking = first.blocking(first.blocks().or(second.blocks()));
        return blocking.advice().isPresent()
                ? blocking
                : second.advice().map(blocking::advised).orElse(blocking);
    }

    private Optional<Danger> judge(StatementReport statement, Effect effect) {
        if (isShortReading(effect)) {
            return Optional.empty();
        }
        String blocking = blocking(statement, effect);
        Severity severity = severity(effect, !blocking.isEmpty());
        boolean harmless = severity == Severity.NOTABLE && effect.kind() != Kind.MASS_CHANGE;
        String message = statement.place() + " " + effect.work() + blocking;
        return harmless
                ? Optional.empty()
                : Optional.of(new Danger(severity, statement.migration(), statement.line(), message, effect.advice()));
    }

    /** A table that nobody is kept from, and of which few rows are read, is read in no time, whatever else is locked. */
    private boolean isShortReading(Effect effect) {
        return effect.kind() == Kind.SCAN
                && effect.blocks() == Blocking.NOTHING
                && !held.containsKey(effect.relation())
                && effect.touched().orElse(Long.MAX_VALUE) < FEW_ROWS;
    }

    private static Severity severity(Effect effect, boolean blocks) {
        if (writesAnew(effect)) {
            return Severity.REWRITE;
        }
        return blocks ? Severity.BLOCKING : Severity.NOTABLE;
    }

    /** Such as {@code and blocks writes meanwhile, by the lock held since line 2}; empty where nothing is blocked. */
    private String blocking(StatementReport statement, Effect effect) {
        StringBuilder words = new StringBuilder();
        Held own = held.get(effect.relation());
        Blocking blocks = own == null ? effect.blocks() : effect.blocks().or(own.blocks());
        if (blocks != Blocking.NOTHING) {
            int since = own == null ? 0 : own.line();
            boolean earlier =
                    own != null && since != statement.line() && own.blocks().compareTo(effect.blocks()) > 0;
            words.append(" and ")
                    .append(blocks.words())
                    .append(" meanwhile")
                    .append(earlier ? ", by the lock held since line " + since : "");
        }
        held.values().stream()
                .filter(other -> !other.relation().equals(effect.relation()))
                .forEach(other -> words.append("; ").append(other.spoken(statement.line())));
        return words.toString();
    }

    private Danger slow(StatementReport statement) {
        StringBuilder message = new StringBuilder(statement.place())
                .append(" takes ")
                .append(String.format(Locale.ROOT, "%.1f s", statement.took().toMillis() / 1000.0));
        held.values().forEach(lock -> message.append("; ").append(lock.spoken(statement.line())));
        return new Danger(
                Severity.BLOCKING,
                statement.migration(),
                statement.line(),
                message.toString(),
                Optional.of("do it in a migration of its own, so that the lock is given back before"));
    }

    /**
     * A lock that lasts until the transaction's end.
     *
     * @param line that took it; 0 where it is not known
     */
    private record Held(String relation, Blocking blocks, int line) {

        String spoken(int now) {
            String since =
                    line == 0 || line == now ? "" : ", held from line " + line + " until the end of the transaction,";
            String what = relation.isEmpty() ? "the database" : "`" + relation + "`";
            return "the lock on " + what + since + " " + blocks.words() + " there";
        }
    }
}
