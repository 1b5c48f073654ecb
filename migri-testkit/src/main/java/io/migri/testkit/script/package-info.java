/** Scripts that are hard to read: endless, unclosed, or given out in small pieces. Knows no dialect. */
@NullMarked
package io.migri.testkit.script;

import org.jspecify.annotations.NullMarked;
