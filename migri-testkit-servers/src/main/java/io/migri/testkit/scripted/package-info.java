/**
 * A database that executes nothing: it keeps what it is sent, answers as it is told, and fails where it is told. A test tool for the core's own
 * logic, without a server. It stands in for no database in the tests of a dialect; the contracts are for these.
 */
@NullMarked
package io.migri.testkit.scripted;

import org.jspecify.annotations.NullMarked;
