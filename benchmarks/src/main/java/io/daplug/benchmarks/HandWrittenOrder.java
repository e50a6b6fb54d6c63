package io.daplug.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.NullUnmarked;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Conversion of orders.
 */
@NullUnmarked
final class HandWrittenOrder implements HandWritten<Order> {

	@Override
	public Map<String, AttributeValue> fromMap(Map<String, ?> item) {
		Map<String, AttributeValue> attributes = new HashMap<>(32);
		attributes.put("id", Attributes.key((String) item.get("id")));
		attributes.put("status", Attributes.text(item, "status"));
		attributes.put("placed_at", Attributes.text(item, "placed_at"));
		attributes.put("total", Attributes.number(item, "total"));
		attributes.put("currency", Attributes.text(item, "currency"));
		attributes.put("paid", Attributes.flag(item, "paid"));
		attributes.put("remark", Attributes.text(item, "remark"));
		attributes.put("priority", Attributes.number(item, "priority"));
		attributes.put("version", Attributes.number(item, "version"));
		attributes.put("channel", Attributes.text(item, "channel"));
		attributes.put("customer", customer(Attributes.object(item, "customer")));
		attributes.put("shipping", address(Attributes.object(item, "shipping")));
		List<Map<String, ?>> lines = Attributes.objects(item, "lines");
		List<AttributeValue> converted = new ArrayList<>(lines.size());
		for (Map<String, ?> line : lines) {
			converted.add(line(line));
		}
		attributes.put("lines", AttributeValue.fromL(converted));
		return attributes;
	}

	private static AttributeValue customer(Map<String, ?> customer) {
		Map<String, AttributeValue> attributes = new HashMap<>(16);
		attributes.put("customer_id", Attributes.text(customer, "customer_id"));
		attributes.put("name", Attributes.text(customer, "name"));
		attributes.put("email", Attributes.text(customer, "email"));
		attributes.put("phone", Attributes.text(customer, "phone"));
		attributes.put("vip", Attributes.flag(customer, "vip"));
		attributes.put("points", Attributes.number(customer, "points"));
		return AttributeValue.fromM(attributes);
	}

	private static AttributeValue address(Map<String, ?> address) {
		Map<String, AttributeValue> attributes = new HashMap<>(8);
		attributes.put("street", Attributes.text(address, "street"));
		attributes.put("city", Attributes.text(address, "city"));
		attributes.put("postcode", Attributes.text(address, "postcode"));
		attributes.put("country", Attributes.text(address, "country"));
		return AttributeValue.fromM(attributes);
	}

	private static AttributeValue line(Map<String, ?> line) {
		Map<String, ?> price = Attributes.object(line, "price");
		Map<String, AttributeValue> attributes = new HashMap<>(8);
		attributes.put("sku", Attributes.text(line, "sku"));
		attributes.put("title", Attributes.text(line, "title"));
		attributes.put("quantity", Attributes.number(line, "quantity"));
		attributes.put("price", price(Attributes.number(price, "amount"), Attributes.text(price, "currency")));
		return AttributeValue.fromM(attributes);
	}

	private static AttributeValue price(AttributeValue amount, AttributeValue currency) {
		Map<String, AttributeValue> attributes = new HashMap<>(4);
		attributes.put("amount", amount);
		attributes.put("currency", currency);
		return AttributeValue.fromM(attributes);
	}

	@Override
	public Map<String, AttributeValue> fromRecord(Order item) {
		Map<String, AttributeValue> attributes = new HashMap<>(32);
		attributes.put("id", Attributes.key(item.id()));
		attributes.put("status", AttributeValue.fromS(item.status()));
		attributes.put("placed_at", AttributeValue.fromS(item.placedAt()));
		attributes.put("total", AttributeValue.fromN(item.total().toString()));
		attributes.put("currency", AttributeValue.fromS(item.currency()));
		attributes.put("paid", AttributeValue.fromBool(item.paid()));
		attributes.put("remark", AttributeValue.fromS(item.remark()));
		attributes.put("priority", AttributeValue.fromN(Integer.toString(item.priority())));
		attributes.put("version", AttributeValue.fromN(Long.toString(item.version())));
		attributes.put("channel", AttributeValue.fromS(item.channel()));
		attributes.put("customer", customer(item.customer()));
		attributes.put("shipping", address(item.shipping()));
		List<AttributeValue> lines = new ArrayList<>(item.lines().size());
		for (Order.Line line : item.lines()) {
			lines.add(line(line));
		}
		attributes.put("lines", AttributeValue.fromL(lines));
		return attributes;
	}

	private static AttributeValue customer(Order.Customer customer) {
		Map<String, AttributeValue> attributes = new HashMap<>(16);
		attributes.put("customer_id", AttributeValue.fromS(customer.customerId()));
		attributes.put("name", AttributeValue.fromS(customer.name()));
		attributes.put("email", AttributeValue.fromS(customer.email()));
		attributes.put("phone", AttributeValue.fromS(customer.phone()));
		attributes.put("vip", AttributeValue.fromBool(customer.vip()));
		attributes.put("points", AttributeValue.fromN(Integer.toString(customer.points())));
		return AttributeValue.fromM(attributes);
	}

	private static AttributeValue address(Order.Address address) {
		Map<String, AttributeValue> attributes = new HashMap<>(8);
		attributes.put("street", AttributeValue.fromS(address.street()));
		attributes.put("city", AttributeValue.fromS(address.city()));
		attributes.put("postcode", AttributeValue.fromS(address.postcode()));
		attributes.put("country", AttributeValue.fromS(address.country()));
		return AttributeValue.fromM(attributes);
	}

	private static AttributeValue line(Order.Line line) {
		Map<String, AttributeValue> attributes = new HashMap<>(8);
		attributes.put("sku", AttributeValue.fromS(line.sku()));
		attributes.put("title", AttributeValue.fromS(line.title()));
		attributes.put("quantity", AttributeValue.fromN(Integer.toString(line.quantity())));
		attributes.put("price", price(AttributeValue.fromN(line.price().amount().toString()),
				AttributeValue.fromS(line.price().currency())));
		return AttributeValue.fromM(attributes);
	}

	@Override
	public Map<String, Object> toMap(Map<String, AttributeValue> stored) {
		Map<String, Object> item = new HashMap<>(32);
		item.put("id", Attributes.key(stored));
		item.put("status", Attributes.s(stored, "status"));
		item.put("placed_at", Attributes.s(stored, "placed_at"));
		item.put("total", Attributes.n(stored, "total"));
		item.put("currency", Attributes.s(stored, "currency"));
		item.put("paid", Attributes.flagOf(stored, "paid"));
		item.put("remark", Attributes.s(stored, "remark"));
		item.put("priority", Attributes.n(stored, "priority"));
		item.put("version", Attributes.n(stored, "version"));
		item.put("channel", Attributes.s(stored, "channel"));
		item.put("customer", customerMap(Attributes.m(stored, "customer")));
		item.put("shipping", addressMap(Attributes.m(stored, "shipping")));
		List<AttributeValue> lines = Attributes.l(stored, "lines");
		List<Object> converted = new ArrayList<>(lines.size());
		for (AttributeValue line : lines) {
			converted.add(lineMap(line.m()));
		}
		item.put("lines", converted);
		return item;
	}

	private static Map<String, Object> customerMap(Map<String, AttributeValue> stored) {
		Map<String, Object> customer = new HashMap<>(16);
		customer.put("customer_id", Attributes.s(stored, "customer_id"));
		customer.put("name", Attributes.s(stored, "name"));
		customer.put("email", Attributes.s(stored, "email"));
		customer.put("phone", Attributes.s(stored, "phone"));
		customer.put("vip", Attributes.flagOf(stored, "vip"));
		customer.put("points", Attributes.n(stored, "points"));
		return customer;
	}

	private static Map<String, Object> addressMap(Map<String, AttributeValue> stored) {
		Map<String, Object> address = new HashMap<>(8);
		address.put("street", Attributes.s(stored, "street"));
		address.put("city", Attributes.s(stored, "city"));
		address.put("postcode", Attributes.s(stored, "postcode"));
		address.put("country", Attributes.s(stored, "country"));
		return address;
	}

	private static Map<String, Object> lineMap(Map<String, AttributeValue> stored) {
		Map<String, AttributeValue> storedPrice = Attributes.m(stored, "price");
		Map<String, Object> price = new HashMap<>(4);
		price.put("amount", Attributes.n(storedPrice, "amount"));
		price.put("currency", Attributes.s(storedPrice, "currency"));
		Map<String, Object> line = new HashMap<>(8);
		line.put("sku", Attributes.s(stored, "sku"));
		line.put("title", Attributes.s(stored, "title"));
		line.put("quantity", Attributes.n(stored, "quantity"));
		line.put("price", price);
		return line;
	}

	@Override
	public Order toRecord(Map<String, AttributeValue> stored) {
		Map<String, AttributeValue> customer = Attributes.m(stored, "customer");
		Map<String, AttributeValue> shipping = Attributes.m(stored, "shipping");
		List<AttributeValue> storedLines = Attributes.l(stored, "lines");
		List<Order.Line> lines = new ArrayList<>(storedLines.size());
		for (AttributeValue line : storedLines) {
			lines.add(lineRecord(line.m()));
		}
		return new Order(Attributes.key(stored), Attributes.s(stored, "status"), Attributes.s(stored, "placed_at"),
				Attributes.n(stored, "total"), Attributes.s(stored, "currency"), Attributes.flagOf(stored, "paid"),
				Attributes.s(stored, "remark"), Attributes.i(stored, "priority"),
				Long.parseLong(stored.get("version").n()), Attributes.s(stored, "channel"),
				new Order.Customer(Attributes.s(customer, "customer_id"), Attributes.s(customer, "name"),
						Attributes.s(customer, "email"), Attributes.s(customer, "phone"),
						Attributes.flagOf(customer, "vip"), Attributes.i(customer, "points")),
				new Order.Address(Attributes.s(shipping, "street"), Attributes.s(shipping, "city"),
						Attributes.s(shipping, "postcode"), Attributes.s(shipping, "country")),
				lines);
	}

	private static Order.Line lineRecord(Map<String, AttributeValue> stored) {
		Map<String, AttributeValue> price = Attributes.m(stored, "price");
		return new Order.Line(Attributes.s(stored, "sku"), Attributes.s(stored, "title"),
				Attributes.i(stored, "quantity"),
				new Order.Price(Attributes.n(price, "amount"), Attributes.s(price, "currency")));
	}

}
