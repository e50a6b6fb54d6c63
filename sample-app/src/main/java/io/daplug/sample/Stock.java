package io.daplug.sample;

/**
 * What is there of an article.
 *
 * @param sku names the article
 * @param available how many pieces can be ordered
 */
record Stock(String sku, int available) {

}
