package io.migri.dialect.mysql.use;

import io.migri.dialect.mysql.language.MySqlDefinition;
import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.language.MySqlToken;
import io.migri.dialect.mysql.use.MySqlMemory.Value;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue.Kind;
import java.util.List;
import java.util.function.Function;

/** Says of the statements of one script, in their order, what they have to do with what the session remembers. */
public final class MySqlSessionUses {
    private final MySqlMemory memory;
    private final Function<String, List<MySqlToken>> lexer;
    private final MySqlSettingUses settings;

    /** @param lexer takes the text of a prepared statement apart */
    public MySqlSessionUses(MySqlMemory memory, Function<String, List<MySqlToken>> lexer) {
        this.memory = memory;
        this.lexer = lexer;
        this.settings = new MySqlSettingUses(memory);
    }

    public SessionUse of(MySqlParts statement) {
        MySqlUse use = new MySqlUse();
        switch (statement.word(0)) {
            case "SET" -> set(statement, use);
            case "USE" -> use.constant().gives(Kind.SETTING, "database");
            case "PREPARE" -> prepare(statement, use);
            case "EXECUTE" -> execute(statement, use);
            case "DEALLOCATE" -> use.ends(Kind.PREPARED_STATEMENT, statement.text(2));
            case "CREATE" -> create(statement, use);
            case "DROP" -> drop(statement, use);
            case "CALL" -> call(statement, use);
            case "SHOW" -> show(statement, use);
            case "START", "BEGIN" -> begin(statement, use);
            case "HANDLER" -> handler(statement, use);
            default -> other(statement, use);
        }
        return use.build();
    }

    private void other(MySqlParts statement, MySqlUse use) {
        String first = statement.word(0);
        boolean inserts = first.equals("INSERT") || first.equals("REPLACE") || first.equals("LOAD");
        use.gives(MySqlUse.LAST_RESULT);
        if (inserts) {
            use.gives(MySqlUse.GENERATED_KEY);
        }
        new MySqlMentions(statement, memory, use).all(setsVariables(statement));
        if (first.equals("GET")) {
            use.reads(MySqlUse.LAST_RESULT);
        }
        if (compound(statement)) {
            use.gives(MySqlUse.GENERATED_KEY);
        }
    }

    /** What sets variables in a way of its own, so that each may be set that it names. */
    private static boolean setsVariables(MySqlParts statement) {
        return switch (statement.word(0)) {
            case "LOAD", "GET", "FETCH" -> true;
            default -> compound(statement);
        };
    }

    private static boolean compound(MySqlParts statement) {
        return switch (statement.word(0)) {
            case "BEGIN" -> statement.size() > 1 && !statement.at(1, "WORK");
            case "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR", "DECLARE" -> true;
            default -> statement.at(1, ":");
        };
    }

    private void begin(MySqlParts statement, MySqlUse use) {
        settings.transactionBegins(use);
        other(statement, use);
    }

    /** It opens a table that later ones read from where the one before stopped. */
    private void handler(MySqlParts statement, MySqlUse use) {
        int verb = statement.endOfName(1);
        other(statement, use);
        if (statement.at(verb, "OPEN")) {
            int alias = verb + (statement.at(verb + 1, "AS") ? 2 : 1);
            use.gives(Kind.CURSOR, alias < statement.size() ? statement.text(alias) : statement.lastOfName(1));
        } else {
            use.reads(Kind.CURSOR, statement.lastOfName(1));
            if (statement.at(verb, "CLOSE")) {
                use.ends(Kind.CURSOR, statement.lastOfName(1));
            }
        }
    }

    private void show(MySqlParts statement, MySqlUse use) {
        if (statement.has("WARNINGS") || statement.has("ERRORS")) {
            use.reads(MySqlUse.LAST_RESULT);
        } else {
            other(statement, use);
        }
    }

    private void set(MySqlParts statement, MySqlUse use) {
        if (statement.at(1, "STATEMENT") && statement.outside("FOR", 2) > 0) {
            use.is(of(statement.from(statement.outside("FOR", 2) + 1)));
        } else {
            settings.add(statement, use);
        }
    }

    private void prepare(MySqlParts statement, MySqlUse use) {
        MySqlParts expression = statement.from(3);
        Value text = settings.value(expression);
        new MySqlMentions(expression, memory, use).all(false);
        if (text.constant()) {
            use.constant();
        }
        use.gives(Kind.PREPARED_STATEMENT, statement.text(1));
        memory.prepare(statement.text(1), text);
    }

    private void execute(MySqlParts statement, MySqlUse use) {
        boolean immediate = statement.at(1, "IMMEDIATE");
        int using = statement.outside("USING", 2);
        Value text;
        if (immediate) {
            text = settings.value(statement.part(2, using < 0 ? statement.size() : using));
        } else {
            text = memory.preparedStatement(statement.text(1));
            use.reads(Kind.PREPARED_STATEMENT, statement.text(1));
        }
        new MySqlMentions(statement, memory, use).all(false);
        if (text.text() != null) {
            use.adds(of(new MySqlParts(lexer.apply(text.text()))));
        } else {
            unknown(text, use);
        }
    }

    /** A text that is put together when it is executed: what its pieces mention is likely all that it does. */
    private void unknown(Value text, MySqlUse use) {
        use.gives(MySqlUse.LAST_RESULT).gives(MySqlUse.GENERATED_KEY);
        if (text.pieces().isEmpty()) {
            use.reads(MySqlUse.LAST_RESULT);
            new MySqlRoutineUse(memory, use).of(MySqlRoutine.UNKNOWN);
        }
        for (String piece : text.pieces()) {
            new MySqlMentions(new MySqlParts(lexer.apply(piece)), memory, use).all(true);
        }
    }

    private void call(MySqlParts statement, MySqlUse use) {
        MySqlRoutine routine = memory.routine(statement.lastOfName(1)).orElse(MySqlRoutine.UNKNOWN);
        new MySqlMentions(statement, memory, use).all(true);
        new MySqlRoutineUse(memory, use).of(routine);
        use.gives(MySqlUse.LAST_RESULT).gives(MySqlUse.GENERATED_KEY);
    }

    private void create(MySqlParts statement, MySqlUse use) {
        use.gives(MySqlUse.LAST_RESULT);
        int temporary = statement.at(1, "OR", "REPLACE", "TEMPORARY") ? 3 : 1;
        if (statement.at(temporary, "TEMPORARY") && statement.at(temporary + 1, "TABLE")) {
            int name = temporary + 2 + (statement.at(temporary + 2, "IF") ? 3 : 0);
            new MySqlMentions(statement.from(statement.endOfName(name)), memory, use).all(false);
            use.gives(Kind.TEMPORARY_TABLE, statement.lastOfName(name));
            memory.addTemporaryTable(statement.lastOfName(name));
            return;
        }
        MySqlDefinition definition = MySqlDefinition.of(statement);
        if (definition.routine()) {
            memory.defineRoutine(definition.name(), MySqlMentions.routine(statement));
        } else if (!definition.program()) {
            new MySqlMentions(statement, memory, use).all(false);
        }
    }

    private void drop(MySqlParts statement, MySqlUse use) {
        if (statement.at(1, "PREPARE")) {
            use.ends(Kind.PREPARED_STATEMENT, statement.text(2));
            return;
        }
        use.gives(MySqlUse.LAST_RESULT);
        int table = statement.at(1, "TEMPORARY") ? 2 : 1;
        if (!statement.at(table, "TABLE") && !statement.at(table, "TABLES")) {
            return;
        }
        for (int i = table + 1 + (statement.at(table + 1, "IF") ? 2 : 0); i < statement.size(); i++) {
            String name = statement.lastOfName(i);
            if (statement.isName(i) && memory.hasTemporaryTable(name)) {
                use.ends(Kind.TEMPORARY_TABLE, name);
                memory.removeTemporaryTable(name);
            }
            i = statement.endOfName(i);
        }
    }
}
