/** What is asked for, and answered, where migrations are taken back. */
@NullMarked
package io.migri.api.undo;

import org.jspecify.annotations.NullMarked;
