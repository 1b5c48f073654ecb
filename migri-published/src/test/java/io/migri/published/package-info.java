/** What is published, as others find it: in a repository. */
@NullMarked
package io.migri.published;

import org.jspecify.annotations.NullMarked;
