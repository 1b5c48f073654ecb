/** What users get wrong and what breaks under them, told by the real launcher: a clear message, and nothing half done. */
@NullMarked
package io.migri.badinput;

import org.jspecify.annotations.NullMarked;
