/** What every dialect has to live up to, as tests to extend: give each contract a {@link io.migri.testkit.DialectFixture}. */
@NullMarked
package io.migri.testkit;

import org.jspecify.annotations.NullMarked;
