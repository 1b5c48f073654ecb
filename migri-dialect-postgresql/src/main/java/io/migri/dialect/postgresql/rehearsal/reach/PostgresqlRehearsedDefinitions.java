package io.migri.dialect.postgresql.rehearsal.reach;

import io.migri.dialect.postgresql.language.PostgresqlStatement;
import java.util.Optional;

/**
 * What the statements of a rehearsal define, which is known by its name from then on.
 *
 * @param names to which that is added
 */
public record PostgresqlRehearsedDefinitions(PostgresqlRehearsedNames names) {

    /** Looks at a statement that is going to be executed, for what it makes. */
    public void follow(PostgresqlStatement statement) {
        if (!statement.is(0, "CREATE")) {
            return;
        }
        int what = statement.behindTemporary(statement.behind(1, "OR", "REPLACE"));
        what = statement.behind(what, "UNLOGGED");
        if (statement.is(what, "TABLE") || statement.is(what, "SEQUENCE")) {
            int name = statement.behind(what + 1, "IF", "NOT", "EXISTS");
            if (name == what + 1) {
                names.made(statement.name(statement.lastPart(name)));
            }
        } else if (statement.is(what, "FUNCTION") || statement.is(what, "PROCEDURE")) {
            makesRoutine(statement, statement.lastPart(what + 1));
        } else if (statement.is(what, "VIEW") || statement.is(what, "RULE")) {
            makesView(statement, what);
        } else if (statement.is(what, "FOREIGN") && statement.is(what + 1, "TABLE")) {
            String table = statement.name(statement.lastPart(statement.behind(what + 2, "IF", "NOT", "EXISTS")));
            names.written(table, "it writes to " + table + ", a table of another server");
            if (statement.find(what, "PROGRAM") < statement.count()) {
                names.read(table, "it reads " + table + ", which runs a program on the server");
            }
        } else {
            makesTrigger(statement, what);
        }
    }

    private void makesRoutine(PostgresqlStatement statement, int name) {
        Optional<String> reason = PostgresqlReach.ofRoutine(statement, name + 1, names);
        reason.ifPresentOrElse(
                why -> names.routine(statement.name(name), "it calls " + statement.name(name) + ", where " + why),
                () -> names.harmless(statement.name(name)));
    }

    private void makesView(PostgresqlStatement statement, int what) {
        boolean view = statement.is(what, "VIEW");
        String name = statement.name(statement.lastPart(view ? what + 1 : statement.find(what, "TO") + 1));
        Optional<String> reason = PostgresqlReach.ofDefinition(statement, what + 2, names)
                .map(why -> "the definition of " + name + ": " + why);
        if (view) {
            reason.ifPresent(why -> names.read(name, why));
        } else {
            reason.ifPresent(why -> names.written(name, why));
        }
    }

    private void makesTrigger(PostgresqlStatement statement, int what) {
        int trigger = statement.find(what, "TRIGGER");
        int execute = statement.find(trigger, "EXECUTE");
        if (trigger <= what + 1 && execute < statement.count()) {
            String routine = statement.name(statement.lastPart(execute + 2));
            String table = statement.name(statement.lastPart(statement.find(trigger, "ON") + 1));
            Optional<String> reason = names.called(routine);
            if (reason.isPresent() && statement.is(what, "EVENT")) {
                names.defining("an event trigger: " + reason.get());
            } else if (reason.isPresent()) {
                names.written(table, "a trigger of " + table + ": " + reason.get());
            }
        }
    }
}
