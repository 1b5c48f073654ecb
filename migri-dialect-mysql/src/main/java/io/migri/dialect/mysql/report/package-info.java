/**
 * Finds out what statements do to the tables that are there: how long they block others, which algorithm the server takes, what
 * is lost.
 */
@NullMarked
package io.migri.dialect.mysql.report;

import org.jspecify.annotations.NullMarked;
