/**
 * Stands for a library.
 */
@NullMarked
package com.example.metering;

import org.jspecify.annotations.NullMarked;
