/** Real database servers for tests, and a fresh, empty database of theirs for each test. */
@NullMarked
package io.migri.testkit.server;

import org.jspecify.annotations.NullMarked;
