package io.daplug.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemInserted;
import io.daplug.stream.DaplugStreamListener;
import io.daplug.table.Validation;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * An insert of a record by hand, by a template alone, and in applications with the
 * starter: one in which nobody hears of it, one with an application listener, and one
 * with a listener of changes, whose own threads are not counted.
 */
final class StarterComparison {

	private static final String BY_HAND = "low-level client";

	private StarterComparison() {
	}

	/**
	 * An application with one table.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DaplugAutoConfiguration.class, DaplugListenersAutoConfiguration.class })
	static class Application {

		@Bean
		DynamoDbClient client() {
			return Setting.clientForWrites();
		}

	}

	/** Hears of application events. */
	static class Events {

		private int heard;

		@EventListener
		void on(ItemInserted<?> change) {
			this.heard++;
		}

	}

	/** Is handed changes on threads of its own. */
	static class Changes {

		private volatile @Nullable ItemChange<?> last;

		@DaplugStreamListener(tables = Setting.TABLE)
		void on(ItemChange<?> change) {
			this.last = change;
		}

	}

	/** Measures, and returns the lines of a table. */
	static String table() {
		StringBuilder table = new StringBuilder("| insert of a record, attributes | template alone ÷ low-level | ")
			.append("starter, nobody hears | starter, `@EventListener` | starter, `@DaplugStreamListener` |\n")
			.append("|---|---|---|---|---|\n");
		for (Size size : List.of(Size.SMALL, Size.MEDIUM)) {
			Map<String, Measurement> measured = measure(size);
			Measurement hand = measured.getOrDefault(BY_HAND, new Measurement(1, 1));
			table.append("| ").append(size.attributes());
			measured.forEach((name, measurement) -> {
				if (!name.equals(BY_HAND)) {
					table.append(
							" | %.2f, allocation %.2f".formatted(measurement.callsPerSecond() / hand.callsPerSecond(),
									measurement.bytesPerCall() / hand.bytesPerCall()));
				}
			});
			table.append(" |\n");
		}
		return table.toString();
	}

	private static Map<String, Measurement> measure(Size size) {
		Object item = size.item(Setting.ID);
		Map<String, ConfigurableApplicationContext> contexts = new LinkedHashMap<>();
		contexts.put("nobody", start(size));
		contexts.put("events", start(size, Events.class));
		contexts.put("changes", start(size, Changes.class));
		try {
			InTurns turns = new InTurns(size);
			LowLevelTable<?> hand = LowLevelTable.of(Setting.clientForWrites(), size);
			add(turns, size, BY_HAND, () -> hand.insertRecord(item));
			DaplugTemplate alone = Setting.template(Setting.clientForWrites(), size, Validation.NONE);
			add(turns, size, "alone", () -> alone.insert(item));
			contexts.forEach((name, context) -> {
				DaplugTemplate template = context.getBean(Setting.TABLE, DaplugTemplate.class);
				add(turns, size, name, () -> template.insert(item));
			});
			return turns.measure();
		}
		finally {
			contexts.values().forEach(ConfigurableApplicationContext::close);
		}
	}

	private static void add(InTurns turns, Size size, String name, Supplier<?> call) {
		Warmup.run(call, size);
		turns.add(name, call);
	}

	private static ConfigurableApplicationContext start(Size size, Class<?>... listeners) {
		String table = "--daplug.tables." + Setting.TABLE + ".";
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE);
		if (listeners.length > 0) {
			builder.sources(listeners);
		}
		return builder.run("--daplug.schema=" + Setting.SCHEMAS, table + "hash-key=" + Setting.KEY,
				table + "hash-prefix=" + HandWritten.PREFIX, table + "schema=" + size.schema(),
				table + "validation=" + Validation.NONE.name().toLowerCase(Locale.ROOT));
	}

}
