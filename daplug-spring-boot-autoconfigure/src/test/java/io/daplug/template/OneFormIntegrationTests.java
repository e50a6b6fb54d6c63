package io.daplug.template;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.daplug.expression.Condition;
import io.daplug.expression.RangeKeyCondition;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemKey;
import io.daplug.table.IndexDefinition;
import io.daplug.table.KeyAttribute;
import io.daplug.template.model.PageRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a value finds, and changes, what a record with the same value has stored,
 * wherever the value stands in a call and whatever the application tells Jackson.
 */
class OneFormIntegrationTests {

	@ParameterizedTest
	@MethodSource("cases")
	void meansTheSameEverywhere(String setting, JsonMapper mapper, Object value) {
		ItemConverter converter = new ItemConverter(mapper);
		ScalarAttributeType type = converter.toAttribute(value).n() != null ? ScalarAttributeType.N
				: (converter.toAttribute(value).b() != null) ? ScalarAttributeType.B : ScalarAttributeType.S;
		StoredTable table = StoredTable.of((definition) -> definition.hashKey("id", type)
			.rangeKey("line", type)
			.index(IndexDefinition.of("by-ref", new KeyAttribute("ref", type), new KeyAttribute("line", type)))
			.idempotence(IdempotenceDefinition.on("seen")));
		DaplugTemplate template = DaplugTemplate.builder(LocalDynamoDb.client(), table.definition())
			.converter(converter)
			.build();
		ItemOperations<Thing> things = template.as(Thing.class);
		things.insert(new Thing(value, value, value, value, value, List.of(value)));
		ItemKey key = ItemKey.of(value, value);
		Map<String, AttributeValue> stored = table.items().get(0);

		assertThat(template.get(key)).isPresent();
		assertThat(template.get(ItemKey.of(Map.of("line", value, "id", value)))).isPresent();
		assertThat(template.query((query) -> query.hashKey(value)).list()).hasSize(1);
		for (RangeKeyCondition range : List.of(RangeKeyCondition.equalTo(value), RangeKeyCondition.atLeast(value),
				RangeKeyCondition.atMost(value), RangeKeyCondition.between(value, value))) {
			assertThat(template.query((query) -> query.hashKey(value).rangeKey(range)).list()).as("%s", range)
				.hasSize(1);
			assertThat(template.query((query) -> query.index("by-ref").hashKey(value).rangeKey(range)).count()).isOne();
		}
		assertThat(template.query((query) -> query.keyCondition("id = :v AND line = :v", Map.of(":v", value))).list())
			.hasSize(1);
		for (Condition filter : List.of(Condition.attribute("value").isEqualTo(value),
				Condition.attribute("value").isIn(value), Condition.attribute("value").isBetween(value, value),
				Condition.attribute("values").contains(value), Condition.attribute("values").isEqualTo(List.of(value)),
				Condition.parse("#v = :v", Map.of("#v", "value"), Map.of(":v", value)))) {
			assertThat(template.scan((scan) -> scan.filter(filter)).list()).as("%s", filter).hasSize(1);
		}
		assertThat(template.scan((scan) -> scan.startAfter(key)).list()).isEmpty();
		assertThat(template.scan((scan) -> scan.startAfter(Map.of("id", value, "line", value))).list()).isEmpty();
		assertThat(template
			.query((query) -> query.index("by-ref")
				.hashKey(value)
				.startAfter(Map.of("id", value, "line", value, "ref", value)))
			.list()).isEmpty();
		assertThat(template.query((query) -> query.hashKey(value)).page(PageRequest.of(1)).items()).hasSize(1);

		template.update(key, Map.of("value", value, "seen", value),
				(options) -> options.expected(value).condition(Condition.attribute("value").isEqualTo(value)));
		assertThat(table.items()).containsExactly(stored);
		template.overwrite(Map.of("id", value, "line", value, "ref", value, "seen", value, "value", value, "values",
				List.of(value)));
		assertThat(table.items()).containsExactly(stored);
		assertThat(table.items().get(0).get("value")).isEqualTo(converter.toAttribute(value));
		assertThat(template.batchDelete(List.of(key)).written()).hasSize(1);
		assertThat(table.items()).isEmpty();
		template.insert(Map.of("id", value, "line", value, "seen", value));
		assertThat(template.delete(key, (options) -> options.expected(value))).isPresent();
	}

	static Stream<Object[]> cases() {
		SimpleModule module = new SimpleModule("application").addSerializer(LocalDate.class, new DaySerializer())
			.addSerializer(Money.class, new MoneySerializer());
		Map<String, JsonMapper> settings = Map.of("nothing", JsonMapper.shared(), "dates as timestamps",
				JsonMapper.builder().enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build(), "enums by index",
				JsonMapper.builder().enable(EnumFeature.WRITE_ENUMS_USING_INDEX).build(), "serializers",
				JsonMapper.builder().addModule(module).build(), "binary UUIDs",
				JsonMapper.builder()
					.withConfigOverride(UUID.class,
							(override) -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.BINARY)))
					.build());
		List<Object[]> cases = new ArrayList<>();
		settings.forEach((setting, mapper) -> {
			for (Object value : List.of(Status.IN_TRANSIT, Instant.parse("2026-01-02T03:04:29.5Z"),
					LocalDate.of(2026, 3, 1), Year.of(2026), new UUID(1, 2))) {
				if (!new ItemConverter(mapper).toAttribute(value).hasL()) {
					cases.add(new Object[] { setting, mapper, value });
				}
			}
		});
		cases.add(new Object[] { "serializers", Objects.requireNonNull(settings.get("serializers")), new Money(7) });
		return cases.stream();
	}

	record Thing(Object id, Object line, Object ref, Object seen, Object value, List<Object> values) {
	}

	enum Status {

		@JsonProperty("in-transit")
		IN_TRANSIT

	}

	record Money(long cents) {
	}

	static final class DaySerializer extends ValueSerializer<LocalDate> {

		@Override
		public void serialize(LocalDate value, JsonGenerator generator, SerializationContext context) {
			generator.writeNumber(value.toEpochDay());
		}

	}

	static final class MoneySerializer extends ValueSerializer<Money> {

		@Override
		public void serialize(Money value, JsonGenerator generator, SerializationContext context) {
			generator.writeString(value.cents() + " cents");
		}

	}

}
