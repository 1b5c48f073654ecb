@NullMarked
package io.migri.api;

import org.jspecify.annotations.NullMarked;
