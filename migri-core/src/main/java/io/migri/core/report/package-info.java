/** What single statements did, and what of it is dangerous. */
@NullMarked
package io.migri.core.report;

import org.jspecify.annotations.NullMarked;
