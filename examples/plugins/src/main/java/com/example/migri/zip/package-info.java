/** Migrations out of a zip file. */
@NullMarked
package com.example.migri.zip;

import org.jspecify.annotations.NullMarked;
