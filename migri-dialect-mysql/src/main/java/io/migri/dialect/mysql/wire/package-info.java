/** Sends statements, counts the answers, and says what the errors of the servers mean. */
@NullMarked
package io.migri.dialect.mysql.wire;

import org.jspecify.annotations.NullMarked;
