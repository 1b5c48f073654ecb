/** Tests of the proxy and of child processes. */
@NullMarked
package io.migri.testkit.fault;

import org.jspecify.annotations.NullMarked;
