/** What a session does over plain JDBC: it executes one statement after the other, keeps settings, and can be cancelled. Knows no database. */
@NullMarked
package io.migri.spi.support.session;

import org.jspecify.annotations.NullMarked;
