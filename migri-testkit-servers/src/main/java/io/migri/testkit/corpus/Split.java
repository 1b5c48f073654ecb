package io.migri.testkit.corpus;

import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Statements of a script, fit to be compared: without comments, white space and semicolons, which clients treat differently. */
public record Split(List<String> statements) {
    private static final Pattern COMMENT =
            Pattern.compile("--[^\\n]*|/\\*(?![!M]).*?\\*/|^\\s*#[^\\n]*", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SPACE = Pattern.compile("[\\s;]+");

    public Split {
        statements = List.copyOf(statements);
    }

    /** Of statements as somebody else found them. */
    public static Split of(List<String> texts) {
        List<String> statements = new ArrayList<>();
        for (String text : texts) {
            String bare = SPACE.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("");
            if (!bare.isEmpty()) {
                statements.add(bare);
            }
        }
        return new Split(statements);
    }

    /** The statements that {@code session} finds in {@code script}, which is closed then. */
    public static List<String> texts(DialectSession session, Reader script) throws SQLException, IOException {
        List<String> texts = new ArrayList<>();
        try (StatementReader reader = session.language().read(script)) {
            for (SqlStatement statement = reader.next(); statement != null; statement = reader.next()) {
                texts.add(statement.text());
            }
        }
        return texts;
    }

    /** What is the first to differ, one-based; empty where nothing does. */
    public Optional<String> firstDifference(Split expected) {
        int common = Math.min(statements.size(), expected.statements.size());
        for (int i = 0; i < common; i++) {
            if (!statements.get(i).equals(expected.statements.get(i))) {
                return Optional.of("statement " + (i + 1) + " is\n" + statements.get(i) + "\nrather than\n"
                        + expected.statements.get(i));
            }
        }
        return statements.size() == expected.statements.size()
                ? Optional.empty()
                : Optional.of(statements.size() + " statements rather than " + expected.statements.size()
                        + ", the same as far as they go");
    }
}
