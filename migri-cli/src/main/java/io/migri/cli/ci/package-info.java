/** What services that build and test are told in their own forms. */
@NullMarked
package io.migri.cli.ci;

import org.jspecify.annotations.NullMarked;
