package io.migri.dialect.mysql.state;

import io.migri.spi.state.Aside;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a session what it had before scripts changed it.
 *
 * @param follower null where no script was read
 */
record MySqlRestoring(MySqlSessionSnapshot state, @Nullable MySqlScriptFollower follower) {

    /** The role comes first, because the others may take rights that the other role has not. */
    List<String> statements() {
        List<String> all = new ArrayList<>();
        if (follower != null && follower.changesRole()) {
            all.add(state.restoreRole());
        }
        all.addAll(state.restoreStatements());
        return all;
    }

    /** Values are kept in variables, because code that a script called may have set them as well. */
    Aside aside() {
        if (follower == null || !follower.changesSettings()) {
            return Aside.NONE;
        }
        Aside settings = state.aside();
        String role = follower.role();
        if (role == null) {
            return settings;
        }
        List<String> before = new ArrayList<>(List.of(state.restoreRole()));
        before.addAll(settings.before());
        List<String> after = new ArrayList<>(settings.after());
        after.add(role);
        return new Aside(before, after);
    }
}
