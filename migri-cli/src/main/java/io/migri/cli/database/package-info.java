/**
 * Which database is meant: put together from all that may say so, and never from two sources that mean different ones.
 */
@NullMarked
package io.migri.cli.database;

import org.jspecify.annotations.NullMarked;
