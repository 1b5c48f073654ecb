package io.migri.spi.support.language;

import java.util.Set;

/** Knows whether the tokens of a statement have come to the inside of a body, where semicolons end nothing. */
final class Bodies {
    /** What {@code BEGIN} and {@code CASE} open is closed by {@code END}; what these open, by {@code END} and the same word. */
    private static final Set<String> CLOSED_BY_NAME = Set.of("IF", "LOOP", "WHILE", "REPEAT", "FOR");

    private final Set<String> kinds;
    private boolean creates;
    private boolean possible;
    private boolean began;
    private boolean ending;
    private int depth;

    Bodies(Set<String> kinds) {
        this.kinds = kinds;
    }

    /** Whether a semicolon here would be inside. */
    boolean open() {
        return depth > 0;
    }

    /** Told of each token in order. */
    void token(Lexer lexer) {
        if (kinds.isEmpty()) {
            return;
        }
        String word = lexer.word();
        creates |= !began && (word.equals("CREATE") || word.equals("ALTER"));
        began = true;
        possible |= creates && kinds.contains(word);
        if (possible) {
            nest(word);
        }
        ending = word.equals("END");
    }

    private void nest(String word) {
        switch (word) {
            case "BEGIN" -> depth++;
            case "CASE" -> depth += ending ? 0 : 1;
            case "END" -> depth -= depth > 0 ? 1 : 0;
            default -> depth += ending && CLOSED_BY_NAME.contains(word) ? 1 : 0;
        }
    }
}
