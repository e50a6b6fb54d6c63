package com.example.metering;

import java.time.Instant;

/**
 * A type of a library that knows nothing of Daplug.
 *
 * @param meterId names the meter
 * @param takenAt when the reading was taken
 * @param value what the meter showed
 */
public record Reading(String meterId, Instant takenAt, long value) {

}
