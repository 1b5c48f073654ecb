/** Rows out of {@code .csv} files. */
@NullMarked
package com.example.migri.csv;

import org.jspecify.annotations.NullMarked;
