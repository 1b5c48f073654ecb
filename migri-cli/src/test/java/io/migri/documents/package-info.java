/** What documents show is what there is. */
@NullMarked
package io.migri.documents;

import org.jspecify.annotations.NullMarked;
