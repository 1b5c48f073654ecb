/** A history that is a file beside the application. */
@NullMarked
package com.example.migri.log;

import org.jspecify.annotations.NullMarked;
