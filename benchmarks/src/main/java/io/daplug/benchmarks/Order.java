package io.daplug.benchmarks;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A nested item: twenty attributes of its own and of the objects in it, and five for each
 * line.
 *
 * @param id its key
 * @param status how far it is
 * @param placedAt when it was placed
 * @param total what is to be paid
 * @param currency what it is paid in
 * @param paid whether it was paid
 * @param remark what the customer says
 * @param priority how urgent it is
 * @param version how often it was changed
 * @param channel where it comes from
 * @param customer whose it is
 * @param shipping where it goes
 * @param lines what was ordered
 */
record Order(String id, String status, @JsonProperty("placed_at") String placedAt, BigDecimal total, String currency,
		boolean paid, String remark, int priority, long version, String channel, Customer customer, Address shipping,
		List<Line> lines) {

	/**
	 * Who ordered.
	 *
	 * @param customerId the customer's id
	 * @param name the customer's name
	 * @param email where mail goes
	 * @param phone where calls go
	 * @param vip whether the customer matters more
	 * @param points what was collected
	 */
	record Customer(@JsonProperty("customer_id") String customerId, String name, String email, String phone,
			boolean vip, int points) {

	}

	/**
	 * Where something is.
	 *
	 * @param street the street and number
	 * @param city the city
	 * @param postcode the city's code
	 * @param country the country's code
	 */
	record Address(String street, String city, String postcode, String country) {

	}

	/**
	 * Something ordered.
	 *
	 * @param sku what it is
	 * @param title what it is called
	 * @param quantity how many of it
	 * @param price what one costs
	 */
	record Line(String sku, String title, int quantity, Price price) {

	}

	/**
	 * An amount of money.
	 *
	 * @param amount how much
	 * @param currency of what
	 */
	record Price(BigDecimal amount, String currency) {

	}

}
