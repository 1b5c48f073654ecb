/**
 * What statements are made of: tokens, names, quotes as {@code sql_mode} has them, assignments, and the text that stands for a
 * statement. This room sends nothing.
 */
@NullMarked
package io.migri.dialect.mysql.language;

import org.jspecify.annotations.NullMarked;
