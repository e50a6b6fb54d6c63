/**
 * An application to be tested: a shop with a service, and an SNS client of its own.
 */
@NullMarked
package io.daplug.test.shop;

import org.jspecify.annotations.NullMarked;
