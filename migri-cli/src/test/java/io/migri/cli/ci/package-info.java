/** Tests of what services that build and test are told. */
@NullMarked
package io.migri.cli.ci;

import org.jspecify.annotations.NullMarked;
