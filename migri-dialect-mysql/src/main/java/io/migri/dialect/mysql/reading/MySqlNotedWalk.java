package io.migri.dialect.mysql.reading;

import io.migri.spi.script.ScriptCursor;
import java.io.IOException;

/** One along tokens that were noted already. It fails where a step of another length ends within one of them. */
final class MySqlNotedWalk implements MySqlTokenWalk {
    private final String text;
    private final MySqlNotes notes;
    private int position;
    /** The first token that does not lie behind. */
    private int next;

    MySqlNotedWalk(String text, MySqlNotes notes) {
        this.text = text;
        this.notes = notes;
    }

    @Override
    public int position() {
        return position;
    }

    @Override
    public int peek(int distance) {
        return position + distance < text.length() ? text.charAt(position + distance) : ScriptCursor.END;
    }

    @Override
    public void take(int count) {
        position = Math.min(text.length(), position + count);
    }

    @Override
    public boolean skipFiller() throws IOException {
        findNext();
        position = next < notes.count() ? notes.start(next) : text.length();
        return next < notes.count();
    }

    @Override
    public boolean takeQuoted(char quote) throws IOException {
        findNext();
        if (next == notes.count() || notes.start(next) != position) {
            throw otherwise();
        }
        position = notes.end(next);
        return true;
    }

    /** Whether they are read as quotes depends on the server. */
    @Override
    public boolean takeDollarQuoted() throws IOException {
        throw otherwise();
    }

    private void findNext() throws IOException {
        while (next < notes.count() && notes.start(next) < position) {
            next++;
        }
        if (next > 0 && notes.end(next - 1) > position) {
            throw otherwise();
        }
    }

    private static IOException otherwise() {
        return new IOException("the tokens that were noted do not tell");
    }
}
