package io.migri.dialect.postgresql.effect;

import io.migri.dialect.postgresql.language.PostgresqlSetting;
import io.migri.dialect.postgresql.language.PostgresqlSplitter;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlStrings;
import java.io.IOException;
import java.io.StringReader;

/** How ordinary strings are read as statements are sent one after the other, the script's and Migri's own. Used by one thread. */
public final class PostgresqlSentStrings {
    /** What sets something is shorter. */
    private static final int LONGEST_SETTING = 4096;

    private final PostgresqlBlocks blocks = new PostgresqlBlocks();
    private final PostgresqlFlag flag;
    private final PostgresqlStrings strings;

    /** @param standard whether a backslash is an ordinary character before the first one is sent */
    public PostgresqlSentStrings(boolean standard) {
        this.flag = new PostgresqlFlag(PostgresqlSetting.STANDARD_STRINGS, standard);
        this.strings = new PostgresqlStrings(standard);
    }

    /** As they are read now. */
    public PostgresqlStrings strings() {
        return strings;
    }

    /** {@code statement} is sent. */
    public void sent(String statement) {
        if (statement.length() > LONGEST_SETTING) {
            return;
        }
        try (PostgresqlSplitter splitter = new PostgresqlSplitter(new StringReader(statement), strings)) {
            PostgresqlStatement read = splitter.next();
            if (read != null) {
                flag.follow(read, blocks.of(read, false));
                strings.standard(flag.on());
            }
        } catch (IOException unreadable) {
            // the server does not understand it either
        }
    }
}
