package io.daplug.mirror;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.daplug.event.FailedChange;
import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.Item;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemType;
import io.daplug.schema.SchemaLoading;
import io.daplug.schema.SchemaRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.TableRegistry;
import io.daplug.template.DaplugOperations;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.WriteOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentMatchers;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import static io.daplug.mirror.Destination.inserted;
import static io.daplug.mirror.Destination.modified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * Tests that count how often a copy that a transform makes is converted.
 */
class CopyConversionIntegrationTests {

	private static final SchemaRegistry SCHEMAS = SchemaRegistry.load(List.of("classpath:io/daplug/mirror/archive.yml"),
			SchemaLoading.defaults());

	private final AtomicInteger conversions = new AtomicInteger();

	private final ItemConverter converter = new ItemConverter(JsonMapper.builder()
		.addModule(new SimpleModule().addSerializer(Total.class, new CountingSerializer(this.conversions)))
		.build());

	private final List<ItemChange<?>> announced = new ArrayList<>();

	@ParameterizedTest
	@CsvSource({ "TightOrder, true", "TightOrder, false", ", true", ", false" })
	void convertsEachCopyThatIsWrittenOnce(@Nullable String schema, boolean listenedTo) {
		Destination destination = Destination.of(schema(schema));
		assertThat(handle(destination, listenedTo, inserted(order("1", 3)), inserted(order("2", 4)))).isEmpty();
		assertThat(destination.items()).containsExactlyInAnyOrder(order("1", 3), order("2", 4));
		assertThat(this.conversions).hasValue(2);
		assertThat(handle(destination, listenedTo, inserted(order("3", 5)))).isEmpty();
		assertThat(this.conversions).hasValue(3);
	}

	@ParameterizedTest
	@CsvSource({ "TightOrder, true", "TightOrder, false", ", true", ", false" })
	void announcesCopiesInTheTypeThatTheTransformMakes(@Nullable String schema, boolean listenedTo) {
		Destination destination = Destination.of(schema(schema));
		assertThat(handle(destination, listenedTo, inserted(order("1", 3)))).isEmpty();
		assertThat(this.announced).singleElement()
			.extracting((change) -> change.newImage().known().map(Item::type))
			.isEqualTo(Optional.of(ItemType.of(Order.class)));
	}

	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void convertsACopyAndWhatItWasOnceEach(boolean listenedTo) {
		Destination destination = Destination.plain();
		assertThat(handle(destination, listenedTo, modified(order("1", 3), order("1", 4)))).isEmpty();
		assertThat(destination.items()).containsExactly(order("1", 4));
		assertThat(this.conversions).hasValue(2);
	}

	@Test
	void givesOperationsOfTheApplicationWhatTheTransformMakes() {
		Destination destination = Destination.plain();
		DaplugTemplate template = template(destination);
		DaplugOperations operations = mock(DaplugOperations.class, delegatesTo(template));
		assertThat(mirror(operations, template.table()).handleAll(List.of(inserted(order("1", 3))))).isEmpty();
		verify(operations).overwrite(eq(new Order("1", new Total("3"), null)),
				ArgumentMatchers.<Consumer<WriteOptions.Builder>>any());
		assertThat(destination.items()).containsExactly(order("1", 3));
	}

	private static Consumer<TableDefinitionBuilder> schema(@Nullable String schema) {
		return (table) -> {
			if (schema != null) {
				table.schema(schema);
			}
		};
	}

	private DaplugTemplate template(Destination destination) {
		return DaplugTemplate.builder(LocalDynamoDb.client(), destination.template().table())
			.schemas(SCHEMAS)
			.converter(this.converter)
			.publisher((announcements) -> announcements
				.forEach((announcement) -> this.announced.add(announcement.change())))
			.build();
	}

	private List<FailedChange> handle(Destination destination, boolean listenedTo, ItemChange<?>... changes) {
		DaplugTemplate template = template(destination);
		return mirror(template, template.table()).listenedTo(() -> listenedTo).handleAll(List.of(changes));
	}

	private MirrorHandler mirror(DaplugOperations operations, TableDefinition table) {
		return new MirrorHandler(MirrorDefinition.named("archive").source("orders").destination("archive").build(),
				TableRegistry.of(List.of(Destination.SOURCE, table)), operations, this::copy, this.converter);
	}

	private Object copy(ItemChange<?> change) {
		Map<String, ?> order = change.newImage().known().orElseThrow().toMap();
		return new Order(String.valueOf(order.get("order_id")), new Total(String.valueOf(order.get("total"))), null);
	}

	private static Map<String, Object> order(String id, int total) {
		return Map.of("order_id", id, "total", new BigDecimal(total));
	}

	/** What the transform makes. */
	record Order(String order_id, Total total, @Nullable String remark) {

	}

	/** Counted when it is written. */
	record Total(String digits) {

	}

	/**
	 * Counts what it writes.
	 */
	private static final class CountingSerializer extends ValueSerializer<Total> {

		private final AtomicInteger conversions;

		CountingSerializer(AtomicInteger conversions) {
			this.conversions = conversions;
		}

		@Override
		public void serialize(Total total, JsonGenerator json, SerializationContext context) {
			this.conversions.incrementAndGet();
			json.writeNumber(Integer.parseInt(total.digits()));
		}

	}

}
