/** Tests of the servers for tests. */
@NullMarked
package io.migri.testkit.server;

import org.jspecify.annotations.NullMarked;
