package io.daplug.mirror;

/**
 * How far the move of a table is.
 *
 * @param mirror the name of the mirror that leads to the new table
 * @param phase the phase
 * @param activeTable the logical name of the table that is written, or was written last
 * @param instances how many instances of the application take part
 */
public record MoveProgress(String mirror, MovePhase phase, String activeTable, int instances) {

}
