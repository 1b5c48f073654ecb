/** Migri as a part of an application: pools, logs, watchers, threads. */
@NullMarked
package io.migri.application;

import org.jspecify.annotations.NullMarked;
