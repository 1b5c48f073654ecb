/** What single statements did to the database and to those who use it. */
@NullMarked
package io.migri.api.report;

import org.jspecify.annotations.NullMarked;
