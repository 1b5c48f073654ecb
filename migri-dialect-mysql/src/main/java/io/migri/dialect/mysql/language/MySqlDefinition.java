package io.migri.dialect.mysql.language;

import java.util.Set;

/**
 * What a {@code CREATE}, {@code ALTER} or {@code DROP} is about.
 *
 * @param kind in upper case, such as {@code TABLE}; empty where that cannot be told
 * @param name the last part of the first name behind it
 * @param at where that name begins
 */
public record MySqlDefinition(String kind, String name, int at) {
    private static final Set<String> KINDS = Set.of(
            "TABLE",
            "VIEW",
            "INDEX",
            "PROCEDURE",
            "FUNCTION",
            "TRIGGER",
            "EVENT",
            "DATABASE",
            "SCHEMA",
            "SEQUENCE",
            "PACKAGE",
            "USER",
            "ROLE",
            "SERVER",
            "TABLESPACE",
            "LOGFILE",
            "UNDO",
            "INSTANCE",
            "RESOURCE",
            "SPATIAL",
            "LIBRARY");
    /** What may stand between the kind and the name. */
    private static final Set<String> BETWEEN = Set.of("IF", "NOT", "EXISTS", "BODY");

    private static final int FARTHEST = 24;

    public static MySqlDefinition of(MySqlParts statement) {
        for (int i = 1; i < Math.min(FARTHEST, statement.size()); i++) {
            boolean value = statement.at(i - 1, "=") || statement.at(i - 1, "@") || statement.at(i - 1, ".");
            if (!value && KINDS.contains(statement.word(i)) && !spatialIndex(statement, i)) {
                int name = i + 1;
                while (BETWEEN.contains(statement.word(name))) {
                    name++;
                }
                return new MySqlDefinition(
                        statement.word(i), name < statement.size() ? statement.lastOfName(name) : "", name);
            }
        }
        return new MySqlDefinition("", "", statement.size());
    }

    private static boolean spatialIndex(MySqlParts statement, int at) {
        return statement.at(at, "SPATIAL", "INDEX");
    }

    /** Something that is called by its name. */
    public boolean routine() {
        return kind.equals("PROCEDURE") || kind.equals("FUNCTION");
    }

    /** Something whose statements are executed later. */
    public boolean program() {
        return routine()
                || kind.equals("TRIGGER")
                || kind.equals("EVENT")
                || kind.equals("PACKAGE")
                || kind.equals("VIEW");
    }
}
