package io.daplug.sample;

import java.math.BigDecimal;

/**
 * Some pieces of one article.
 *
 * @param sku number of the article
 * @param title name of the article
 * @param quantity how many
 * @param unitPrice price of one
 */
record OrderLine(String sku, String title, int quantity, BigDecimal unitPrice) {

}
