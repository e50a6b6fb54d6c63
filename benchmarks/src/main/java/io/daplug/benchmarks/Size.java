package io.daplug.benchmarks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How large an item is. Public because the benchmarks have it as their parameter.
 */
public enum Size {

	/** Three attributes, none nested. */
	SMALL(3, "Note", Note.class),

	/** Thirty attributes, two lines of an order among them. */
	MEDIUM(30, "Order", Order.class),

	/** Three hundred attributes, most of them in 56 lines of an order. */
	LARGE(300, "Order", Order.class);

	private static final int ATTRIBUTES_BESIDE_LINES = 20;

	private static final int ATTRIBUTES_OF_LINE = 5;

	private final int attributes;

	private final String schema;

	private final Class<?> type;

	Size(int attributes, String schema, Class<?> type) {
		this.attributes = attributes;
		this.schema = schema;
		this.type = type;
	}

	int attributes() {
		return this.attributes;
	}

	String schema() {
		return this.schema;
	}

	Class<?> type() {
		return this.type;
	}

	Object item(String id) {
		return (this == SMALL) ? new Note(id, "Ring the bell twice and leave it at the door", 42)
				: order(id, (this.attributes - ATTRIBUTES_BESIDE_LINES) / ATTRIBUTES_OF_LINE);
	}

	private static Order order(String id, int count) {
		List<Order.Line> lines = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			lines.add(new Order.Line("AB-%04d".formatted(1000 + i), "Fountain pen, blue, medium nib, no. " + i,
					1 + i % 7, new Order.Price(new BigDecimal("19.95").add(new BigDecimal(i)), "EUR")));
		}
		Order.Customer customer = new Order.Customer("0b8f1f7e-6f0c-4b63-9a3e-9f3f5a1f2c4d", "Ada Lovelace",
				"ada@example.org", "+44 20 7946 0958", true, 1815);
		return new Order(id, "PLACED", "2026-11-21T10:15:30Z", new BigDecimal("1234.56"), "EUR", false,
				"Please wrap it as a gift", 3, 17L, "WEB", customer,
				new Order.Address("12 St James's Square", "London", "12345", "GB"), List.copyOf(lines));
	}

}
