package io.migri.dialect.mysql.script;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Follows the words of one statement to know whether a semicolon ends it or stands within the body of a routine, trigger or event;
 * see <a href="https://dev.mysql.com/doc/refman/9.7/en/sql-compound-statements.html">compound statements</a>.
 */
final class MySqlBody {
    private static final String CASE_EXPRESSION = "CASE expression";

    private enum Phase {
        /** Nothing seen yet. */
        START,
        /** After a BEGIN that may begin a transaction or, with NOT ATOMIC, a block. */
        BEGIN,
        /** After CREATE or ALTER, before what is created. */
        KIND,
        /** Within a routine's name, parameters and characteristics. */
        HEADER,
        /** Where a routine's body begins. */
        BODY_START,
        /** Within a body. */
        BODY,
        /** A statement that ends at the next semicolon. */
        PLAIN
    }

    private final Deque<String> blocks = new ArrayDeque<>();
    private Phase phase = Phase.START;
    private boolean routine;
    /** Whether it begins as nothing does that is known to have no body, such as {@code BEGIN} or {@code DECLARE}. */
    private boolean unknown;

    private boolean parameters;
    private String kind = "";
    private String previous = "";
    private int before;
    private int parentheses;
    private boolean atStart;
    private boolean labelPossible;
    private boolean declaring;
    private boolean handling;
    private boolean afterEnd;
    private boolean skipName;

    /** Whether a semicolon would stand within the body. */
    boolean open() {
        return !blocks.isEmpty();
    }

    /** Whether the statement may have a body, so that only a delimiter of the script's own choice can be trusted to end it. */
    boolean compound() {
        return routine || unknown || !blocks.isEmpty();
    }

    /** Whether words still matter. */
    boolean listening() {
        return phase != Phase.PLAIN || labelPossible;
    }

    /** Told of a word, in upper case, that is neither quoted nor in a comment. */
    void word(String word) {
        int punctuation = before;
        before = 0;
        if (punctuation == '.' || punctuation == '@') {
            // Part of a name: t.begin, @end.
            atStart = false;
        } else {
            follow(word, punctuation);
        }
        previous = word;
    }

    /** Told of a character that is neither of a word, nor of a quote, a comment or white space. */
    void punctuation(int character) {
        if (character == '(') {
            parentheses++;
        } else if (character == ')') {
            parentheses--;
            parameters |= phase == Phase.HEADER && parentheses == 0;
        }
        if (character == ':' && labelPossible) {
            atLabel();
        } else {
            atStart = false;
            afterEnd = false;
        }
        labelPossible = false;
        before = character;
    }

    /** Told of a quoted name or text. */
    void quoted() {
        labelPossible = atStart || (phase == Phase.BODY_START && !skipName);
        skipName = false;
        atStart = false;
        afterEnd = false;
        before = 0;
        previous = "";
    }

    /** Told of a semicolon within the body. */
    void semicolon() {
        atStart = true;
        declaring = false;
        handling = false;
        afterEnd = false;
        labelPossible = false;
        before = 0;
    }

    private void atLabel() {
        if (phase == Phase.BODY) {
            atStart = true;
        } else if (phase == Phase.PLAIN) {
            phase = routine ? Phase.BODY_START : Phase.START;
        }
    }

    private void follow(String word, int punctuation) {
        labelPossible = false;
        switch (phase) {
            case START -> first(word);
            case BEGIN -> afterBegin(word);
            case KIND -> kind(word, punctuation);
            case HEADER -> header(word);
            case BODY_START -> bodyStart(word);
            case BODY -> body(word);
            case PLAIN -> {
                // nothing more to know
            }
        }
    }

    private void first(String word) {
        unknown = !MySqlBodyWords.WITHOUT_BODY.contains(word) && !word.equals("BEGIN");
        if (word.equals("CREATE") || word.equals("ALTER")) {
            phase = Phase.KIND;
        } else if (word.equals("BEGIN")) {
            phase = Phase.BEGIN;
        } else if (MySqlBodyWords.OPENERS_AT_TOP.contains(word)) {
            phase = Phase.BODY;
            open(word);
        } else {
            phase = Phase.PLAIN;
            labelPossible = true;
        }
    }

    private void afterBegin(String word) {
        phase = Phase.PLAIN;
        unknown = !word.equals("WORK");
        if (word.equals("NOT")) {
            phase = Phase.BODY;
            open("BEGIN");
        }
    }

    private void kind(String word, int punctuation) {
        if (MySqlBodyWords.ROUTINES.contains(word)) {
            phase = Phase.HEADER;
            kind = word;
            routine = true;
        } else if (!MySqlBodyWords.BEFORE_THE_KIND.contains(word) && punctuation != '=') {
            phase = Phase.PLAIN;
        }
    }

    private void header(String word) {
        if (parentheses > 0) {
            return;
        }
        switch (kind) {
            case "TRIGGER" -> phase = word.equals("ROW") && previous.equals("EACH") ? Phase.BODY_START : phase;
            case "EVENT" -> phase = word.equals("DO") ? Phase.BODY_START : phase;
            default -> routineHeader(word);
        }
    }

    private void routineHeader(String word) {
        if (parameters && kind.equals("PROCEDURE")) {
            if (!MySqlBodyWords.CHARACTERISTICS.contains(word) && !previous.equals("LANGUAGE")) {
                bodyStart(word);
            }
        } else if (MySqlBodyWords.OPENERS.contains(word) && !previous.equals(kind)) {
            phase = Phase.BODY;
            open(word);
        } else if (MySqlBodyWords.SIMPLE.contains(word) && !isPartOfType(word)) {
            phase = Phase.PLAIN;
        }
    }

    /** In {@code RETURNS CHAR(9) CHARACTER SET utf8} and {@code RETURNS SET('a')}. */
    private boolean isPartOfType(String word) {
        return word.equals("SET")
                && (previous.equals("CHARACTER") || previous.equals("CHAR") || previous.equals("RETURNS"));
    }

    private void bodyStart(String word) {
        if (skipName) {
            skipName = false;
        } else if (word.equals("FOLLOWS") || word.equals("PRECEDES")) {
            skipName = true;
        } else if (MySqlBodyWords.OPENERS.contains(word)) {
            phase = Phase.BODY;
            open(word);
        } else {
            phase = Phase.PLAIN;
            labelPossible = true;
        }
    }

    private void body(String word) {
        boolean first = atStart;
        atStart = false;
        if (afterEnd) {
            afterEnd = false;
            if (MySqlBodyWords.OPENERS_AT_TOP.contains(word)) {
                return;
            }
        }
        switch (word) {
            case "END" -> end(first);
            case "CASE" -> open(first || handling ? word : CASE_EXPRESSION);
            case "BEGIN", "IF", "LOOP", "WHILE", "REPEAT" -> openWhere(first || handling, word);
            case "FOR" -> openWhere(first, word);
            case "THEN", "ELSE" -> atStart = !CASE_EXPRESSION.equals(blocks.peek());
            case "DO" -> atStart = !first && isLoopWithDo();
            case "ATOMIC" -> atStart = previous.equals("NOT");
            case "DECLARE" -> declaring = first;
            case "HANDLER" -> handling = declaring;
            default -> {
                handling &= !MySqlBodyWords.SIMPLE.contains(word);
                labelPossible = first;
            }
        }
    }

    private boolean isLoopWithDo() {
        return "WHILE".equals(blocks.peek()) || "FOR".equals(blocks.peek());
    }

    private void openWhere(boolean allowed, String word) {
        if (allowed) {
            open(word);
        }
    }

    private void open(String word) {
        blocks.push(word);
        handling = false;
        declaring = false;
        atStart = word.equals("BEGIN") || word.equals("LOOP") || word.equals("REPEAT");
    }

    private void end(boolean first) {
        boolean expression = CASE_EXPRESSION.equals(blocks.peek());
        // UNTIL and a condition come before END REPEAT.
        boolean repeat = "REPEAT".equals(blocks.peek());
        if (!blocks.isEmpty() && (first || expression || repeat)) {
            blocks.pop();
            afterEnd = !expression;
        }
    }
}
