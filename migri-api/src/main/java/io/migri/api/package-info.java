/** Values and errors that callers and plug-ins share. Everything here is immutable. */
@NullMarked
package io.migri.api;

import org.jspecify.annotations.NullMarked;
