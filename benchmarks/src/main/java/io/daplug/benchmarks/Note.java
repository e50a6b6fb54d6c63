package io.daplug.benchmarks;

/**
 * A small item: three attributes.
 *
 * @param id its key
 * @param text what it says
 * @param weight how much it counts
 */
record Note(String id, String text, int weight) {

}
