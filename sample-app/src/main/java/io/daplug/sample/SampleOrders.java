package io.daplug.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Fills an empty table with sample orders, and the stock.
 */
@Component
@ConditionalOnBooleanProperty("sample.load-orders")
final class SampleOrders implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(SampleOrders.class);

	private static final int BATCH = 50;

	private static final int STOCK = 1000;

	private final DaplugTemplate orders;

	private final ItemOperations<Stock> stock;

	private final JsonMapper json;

	SampleOrders(DaplugTemplate orders, ItemOperations<Stock> stock, JsonMapper json) {
		this.orders = orders;
		this.stock = stock;
		this.json = json;
	}

	@Override
	public void run(ApplicationArguments arguments) throws IOException {
		if (!isEmpty()) {
			logger.info("Table '{}' has orders already, so no sample orders are loaded",
					this.orders.table().tableName());
			return;
		}
		List<Order> samples = read();
		this.stock.batchOverwrite(articles(samples)).requireComplete();
		for (int start = 0; start < samples.size(); start += BATCH) {
			List<Order> batch = samples.subList(start, Math.min(start + BATCH, samples.size()));
			this.orders.batchInsert(batch).requireComplete();
			logger.info("Loaded {} of {} sample orders", start + batch.size(), samples.size());
		}
	}

	private boolean isEmpty() {
		return this.orders.scan().first().isEmpty();
	}

	private static List<Stock> articles(List<Order> samples) {
		return samples.stream()
			.flatMap((order) -> order.lines().stream())
			.map(OrderLine::sku)
			.distinct()
			.map((sku) -> new Stock(sku, STOCK))
			.toList();
	}

	private List<Order> read() throws IOException {
		return new ClassPathResource("sample-orders.jsonl").getContentAsString(StandardCharsets.UTF_8)
			.lines()
			.map((line) -> this.json.readValue(line, Order.class))
			.toList();
	}

}
