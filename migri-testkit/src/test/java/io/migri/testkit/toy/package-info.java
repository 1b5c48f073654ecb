/** The simplest dialect that fulfils the contracts: what a third party would write first. */
@NullMarked
package io.migri.testkit.toy;

import org.jspecify.annotations.NullMarked;
