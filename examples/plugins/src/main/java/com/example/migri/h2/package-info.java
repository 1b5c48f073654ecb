/** A dialect for H2: what Migri has to know of that database, and nothing else. */
@NullMarked
package com.example.migri.h2;

import org.jspecify.annotations.NullMarked;
