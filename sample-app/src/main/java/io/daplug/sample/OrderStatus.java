package io.daplug.sample;

/**
 * How far an order is.
 */
enum OrderStatus {

	NEW, PAID, SHIPPED, DELIVERED, CANCELLED

}
