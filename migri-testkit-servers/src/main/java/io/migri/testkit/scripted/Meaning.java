package io.migri.testkit.scripted;

import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.StatementTraits;
import io.migri.spi.script.TransactionEffect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement of a script means to a scripted database. A list in braces at its end says so: {@code create index {outside, remains}}.
 *
 * <ul>
 *   <li>For the reader: {@code outside}, {@code ends}, {@code may end}, {@code alone}, {@code session}, {@code redundant}, {@code outlasts},
 *       {@code remains}, {@code beyond}, {@code refused alone}, {@code makes schema}, {@code data}, {@code constant}, {@code gives variable n},
 *       {@code reads …}, {@code ends …}, {@code gives undone …}
 *   <li>For a rehearsal: {@code plain}, {@code unrehearsable}, {@code beyond rollback}
 *   <li>For executing it, unless the reader has said it: {@code refuses}, {@code needs commit}, {@code pending}, {@code first}, {@code commits},
 *       {@code rolls back}
 * </ul>
 */
record Meaning(String text, Set<String> marks) implements StatementTraits {

    static Meaning of(String statement) {
        Set<String> marks = new LinkedHashSet<>();
        int open = statement.indexOf('{');
        int close = statement.indexOf('}', Math.max(open, 0));
        if (open >= 0 && close > open) {
            int start = open + 1;
            for (int i = start; i <= close; i++) {
                if (statement.charAt(i) == ',' || i == close) {
                    marks.add(statement.substring(start, i).strip());
                    start = i + 1;
                }
            }
        }
        return new Meaning(statement, marks);
    }

    boolean says(String mark) {
        return marks.contains(mark);
    }

    /** What it does to a transaction, where it is none of those that begin or end one. */
    TransactionEffect effect() {
        if (says("outside")) {
            return TransactionEffect.REFUSES_IT;
        }
        if (says("ends")) {
            return TransactionEffect.ENDS_IT;
        }
        if (says("may end")) {
            return TransactionEffect.MAY_END_IT;
        }
        if (says("alone")) {
            return TransactionEffect.ALONE;
        }
        if (says("session")) {
            return TransactionEffect.SESSION_ONLY;
        }
        return says("redundant") ? TransactionEffect.REDUNDANT : TransactionEffect.NONE;
    }

    @Override
    public Optional<String> beyondServer() {
        return says("beyond") ? Optional.of("this server is too old for it") : Optional.empty();
    }

    @Override
    public Optional<String> refusedAlone() {
        return says("refused alone") ? Optional.of("it means nothing alone") : Optional.empty();
    }

    @Override
    public boolean makesMissingSchema() {
        return says("makes schema");
    }

    @Override
    public boolean mayLeaveRemains() {
        return says("remains");
    }

    SessionUse use() {
        return new SessionUse(says("constant"), values("gives "), values("reads "), values("ends "));
    }

    private Set<SessionValue> values(String verb) {
        Set<SessionValue> values = new LinkedHashSet<>();
        for (String mark : marks) {
            if (mark.startsWith(verb)) {
                values.add(value(words(mark.substring(verb.length()))));
            }
        }
        return values;
    }

    private static SessionValue value(List<String> words) {
        boolean undone = words.get(0).equals("undone");
        String kind = words.get(undone ? 1 : 0);
        int name = undone ? 2 : 1;
        return new SessionValue(
                SessionValue.Kind.valueOf(kind.replace('-', '_').toUpperCase(Locale.ROOT)),
                words.size() > name ? words.get(name) : SessionValue.ANY,
                undone);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ') {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }
}
