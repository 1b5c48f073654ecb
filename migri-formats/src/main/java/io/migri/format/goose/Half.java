package io.migri.format.goose;

import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.format.file.Refusal;
import io.migri.format.file.Translation;
import java.util.Optional;
import java.util.function.Function;

/** One half of a file. */
final class Half implements Translation {
    private final Migration file;
    private final boolean up;
    private final boolean noTransaction;
    private final Substitution substitution;
    private int number;
    private Part part = Part.HEAD;
    private boolean inStatement;
    private boolean substituting;
    /** Whether what was read of the statement under way ends with a semicolon. */
    private boolean ended = true;

    Half(Migration file, boolean up, boolean noTransaction, Function<String, Optional<String>> environment) {
        this.file = file;
        this.up = up;
        this.noTransaction = noTransaction;
        this.substitution = new Substitution(environment);
    }

    @Override
    public String line(String line, boolean begins) {
        number += begins ? 1 : 0;
        Optional<Annotation> annotation = begins ? Annotation.of(line) : Optional.empty();
        if (annotation.isPresent()) {
            return annotated(annotation.get(), line);
        }
        if (part == Part.HEAD && !line.isBlank() && !line.stripLeading().startsWith("--")) {
            throw refusal(line, "has a statement before \"-- +goose Up\", which goose refuses");
        }
        return isWanted() ? wanted(line) : "";
    }

    private String wanted(String line) {
        String text = line.strip();
        if (!text.isEmpty() && !text.startsWith("--")) {
            ended = text.endsWith(";");
        }
        if (!substituting) {
            return line;
        }
        try {
            return substitution.of(line);
        } catch (IllegalArgumentException e) {
            throw refusal(line, String.valueOf(e.getMessage()));
        }
    }

    private boolean isWanted() {
        return part == (up ? Part.UP : Part.DOWN);
    }

    private String annotated(Annotation annotation, String line) {
        switch (annotation) {
            case UP -> require(part == Part.HEAD, line, "has a second \"-- +goose Up\"");
            case DOWN ->
                require(part == Part.UP && !inStatement, line, "has \"-- +goose Down\" where goose expects none");
            case STATEMENT_BEGIN ->
                require(part != Part.HEAD && !inStatement, line, "has \"StatementBegin\" where goose expects none");
            case STATEMENT_END -> require(inStatement, line, "has \"StatementEnd\" without \"StatementBegin\"");
            case UNKNOWN -> throw refusal(line, "says something to goose that neither goose nor Migri knows");
            default ->
                substituting =
                        annotation == Annotation.ENVSUB_ON || (substituting && annotation != Annotation.ENVSUB_OFF);
        }
        return switch (annotation) {
            case UP -> begun(Part.UP);
            case DOWN -> begun(Part.DOWN);
            case STATEMENT_BEGIN -> statement(true);
            case STATEMENT_END -> statement(false);
            default -> "";
        };
    }

    private String begun(Part next) {
        part = next;
        ended = true;
        return isWanted() && noTransaction ? "-- migri: no-transaction" : "";
    }

    /** What stands between the two lines is one statement, also without a semicolon at its end. */
    private String statement(boolean begins) {
        inStatement = begins;
        boolean open = !begins && isWanted() && !ended;
        ended = true;
        return open ? ";" : "";
    }

    private void require(boolean right, String line, String what) {
        if (!right) {
            throw refusal(line, what);
        }
    }

    private MigriException refusal(String line, String what) {
        return Refusal.of(file, number, line.strip(), what);
    }

    @Override
    public String end() {
        if (part == Part.HEAD) {
            throw Refusal.of(file, "has no line \"-- +goose Up\", as files of goose have; others here are goose's");
        }
        if (inStatement) {
            throw Refusal.of(file, "has \"StatementBegin\" without \"StatementEnd\"");
        }
        return "";
    }

    /** Where in the file a line stands. */
    private enum Part {
        HEAD,
        UP,
        DOWN
    }
}
