/** Child processes that can be killed and connections that can be cut, counted and stalled. */
@NullMarked
package io.migri.testkit.fault;

import org.jspecify.annotations.NullMarked;
